import type { LegalVariant } from '../mutant/mutant.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { Trial, Tried } from './trial.ts';

/** Something that was said of a legal variant and is not true, or that cannot be said of it unannounced. */
export interface FalseAlarm {
  readonly variant: string;
  readonly purpose: PurposeId;
  /** A check or finding with what it claims, or the verdict. */
  readonly what: string;
}

/**
 * What purposes held against a peer that is right. Pure.
 * Nothing of level must may fail it; advice that it does not follow, and purposes that cannot judge it, it has announced.
 */
export function judgeVariant(variant: LegalVariant, { tried }: Trial): readonly FalseAlarm[] {
  return [...tried.flatMap(result => alarmsOf(variant, result)), ...unfounded(variant, tried)];
}

function alarmsOf(
  variant: LegalVariant,
  { purpose, verdict, message, failed, findings }: Tried,
): FalseAlarm[] {
  const { advice = {}, undecided = {} } = variant;
  const alarm = (what: string): FalseAlarm => ({ variant: variant.id, purpose, what });
  const checks = failed
    .filter(({ id, level, reason }) => level === 'must' || advice[id as keyof typeof advice] !== reason)
    .map(({ id, level, reason, expected, received }) =>
      alarm(`${id} (${level}, ${reason}): expected ${expected}, received ${received}`),
    );
  const verdicts =
    verdict === 'pass' || (verdict === 'inconclusive' && purpose in undecided) || checks.length > 0
      ? []
      : [alarm(`${verdict}: ${message ?? 'no reason is given'}`)];
  const advised = verdict === 'fail' && failed.length > 0 && checks.length === 0;
  return [...checks, ...(advised ? [] : verdicts), ...findings.map(code => alarm(`finding ${code}`))];
}

/** Announcements that nothing bears out would hide a false alarm to come. */
function unfounded(variant: LegalVariant, tried: readonly Tried[]): FalseAlarm[] {
  const failed = new Set<string>(tried.flatMap(result => result.failed.map(({ id }) => id)));
  const open = new Set<string>(
    tried.filter(({ verdict }) => verdict === 'inconclusive').map(({ purpose }) => purpose),
  );
  const asked = new Set<string>(tried.map(({ purpose }) => purpose));
  const stale = [
    ...Object.keys(variant.advice ?? {}).filter(id => !failed.has(id)),
    ...Object.keys(variant.undecided ?? {}).filter(id => !open.has(id)),
  ];
  return stale
    .map(id => ({ id, purpose: id.split('/')[0] as PurposeId }))
    .filter(({ purpose }) => asked.has(purpose))
    .map(({ id, purpose }) => ({
      variant: variant.id,
      purpose,
      what: `announces ${id}, which did not happen`,
    }));
}
