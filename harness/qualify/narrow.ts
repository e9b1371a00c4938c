import { REQUIREMENT_IDS } from '../../suites/requirements/requirement-ids.generated.ts';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { purposesThatMustCatch } from '../mutant/expected-catches.ts';
import type { Subject } from '../mutant/mutant.ts';
import { namePattern } from '../run/selection.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { nearestName } from '../yaml/nearest-name.ts';
import type { TrialOrder } from './trial.ts';

export interface Narrowed {
  readonly orders: readonly TrialOrder[];
  /** The purposes that are judged: those that were only needed to judge a mutant are not. */
  readonly purposes: readonly PurposeDeclaration[];
}

/** `expected`: a mutant is tried with the purposes that must catch it; `every`: with every purpose of its role. */
export type Breadth = 'expected' | 'every';

/**
 * Orders the trials of a qualification; a legal variant is tried with every purpose of its role. Narrows it to what is named,
 * if anything is: a mutant or variant by its id (`*` matches any characters) is tried with
 * every purpose. A purpose, requirement or ETS id selects purposes, tried on the mutants that they must catch (or that
 * break the requirement) and on all variants.
 * @throws ConfigurationError `qualify.unknown-name` for a name that nothing has.
 */
export function narrow(
  names: readonly string[],
  subjects: readonly Subject[],
  purposes: readonly PurposeDeclaration[],
  breadth: Breadth = 'expected',
): Narrowed {
  if (names.length === 0) return { orders: subjects.map(subject => whole(subject, breadth)), purposes };
  const patterns = names.map(namePattern);
  const isNamed = (name: string): boolean => patterns.some(pattern => pattern.test(name));
  for (const [index, pattern] of patterns.entries())
    assertKnown(names[index] ?? '', pattern, subjects, purposes);

  const asked = purposes.filter(purpose => namesOf(purpose).some(isNamed));
  const orders = subjects.flatMap((subject): TrialOrder[] => {
    if (isNamed(subject.id)) return [{ subject: subject.id, only: null }];
    const ofRole = asked.filter(({ role }) => role === subject.variation.role).map(({ id }) => id);
    if (subject.kind === 'variant') return ofRole.length === 0 ? [] : [{ subject: subject.id, only: ofRole }];
    const expecting = purposesThatMustCatch(subject);
    const isMeant = isNamed(subject.requirement) || ofRole.some(id => expecting.includes(id));
    // With the purposes that were not named but must catch it as well, so that its fate is that of a complete run.
    return isMeant ? [{ subject: subject.id, only: [...new Set([...ofRole, ...expecting])] }] : [];
  });
  return { orders, purposes: asked };
}

function whole(subject: Subject, breadth: Breadth): TrialOrder {
  const expecting = subject.kind === 'mutant' && breadth === 'expected';
  return { subject: subject.id, only: expecting ? purposesThatMustCatch(subject) : null };
}

function namesOf({ id, requirements, ets }: PurposeDeclaration): readonly string[] {
  return [id, ...requirements, ...ets];
}

function assertKnown(
  name: string,
  pattern: RegExp,
  subjects: readonly Subject[],
  purposes: readonly PurposeDeclaration[],
): void {
  const known = [
    ...subjects.flatMap(subject =>
      subject.kind === 'mutant' ? [subject.id, subject.requirement] : [subject.id],
    ),
    ...purposes.flatMap(namesOf),
  ];
  if (known.some(candidate => pattern.test(candidate))) return;
  const isRequirement = REQUIREMENT_IDS.some(id => pattern.test(id));
  const nearest = nearestName(name, known);
  throw new ConfigurationError(
    'qualify.unknown-name',
    isRequirement
      ? `--only ${name}: no purpose and no mutant is about this requirement`
      : `nothing matches --only ${name}: it is no mutant, no legal variant, no purpose, no requirement and no ETS id`,
    {
      hint: `${nearest === null || isRequirement ? '' : `did you mean ${nearest}? `}touchstone list and touchstone list --mutants show what there is; a qualification of nothing proves nothing`,
    },
  );
}
