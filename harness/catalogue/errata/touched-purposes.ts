import type { PurposeDeclaration } from '../../verdict/purpose-declaration.ts';
import { type Erratum, isOpen, type Touch } from './erratum.ts';

/** An erratum that a purpose comes across. */
export interface TouchedErratum {
  readonly erratum: Erratum;
  readonly touch: Touch;
}

/** Whether a purpose id is the one named, or matches the pattern, in which `*` stands for any characters. */
export function matchesPurpose(pattern: string, id: string): boolean {
  if (!pattern.includes('*')) return id === pattern;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!id.startsWith(first) || id.length < first.length + last.length || !id.endsWith(last)) return false;
  // Between the two ends the earliest place of each part leaves most room for the next one.
  let from = first.length;
  for (const part of rest) {
    const at = id.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= id.length - last.length;
}

/** The errata that a purpose comes across, in their order; for one that is named twice, how it was named first. */
export function errataOfPurpose(errata: readonly Erratum[], id: string): readonly TouchedErratum[] {
  return errata.flatMap(erratum => {
    const touch = erratum.purposes.find(({ purpose }) => matchesPurpose(purpose, id));
    return touch === undefined ? [] : [{ erratum, touch }];
  });
}

/** The errata that concern a requirement, in their order. */
export function errataOfRequirement(errata: readonly Erratum[], id: string): readonly Erratum[] {
  return errata.filter(({ requirements }) => requirements.some(requirement => requirement === id));
}

/**
 * Whether a purpose holds a SUT, as a must, to what the text leaves open. The declaration tells the level of a purpose
 * and the register what its checks do with the point; whether a lenient check really takes every reading, no program
 * can tell. A recorded run is judged check by check instead (`judgedTooStrictly`).
 */
export function isHeldToOpenPoint(
  { erratum, touch }: TouchedErratum,
  { level }: Pick<PurposeDeclaration, 'level'>,
): boolean {
  return isOpen(erratum) && touch.treatment === 'held' && level === 'must';
}

interface ExecutedCheck {
  readonly id: string;
  readonly level: PurposeDeclaration['level'];
}

/** The checks of one purpose that were executed at a level which an open point does not bear. */
export function judgedTooStrictly<Check extends ExecutedCheck>(
  { erratum, touch }: TouchedErratum,
  executed: readonly Check[],
): readonly Check[] {
  if (!isOpen(erratum) || touch.treatment === 'lenient') return [];
  const words = new Set(touch.checks ?? []);
  return executed.filter(
    ({ id, level }) =>
      words.has(id.slice(id.indexOf('/') + 1)) &&
      (level === 'must' || (level === 'should' && touch.treatment === 'recorded')),
  );
}
