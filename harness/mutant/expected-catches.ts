import type { PurposeId } from '../verdict/ids.ts';
import type { Mutant, Subject } from './mutant.ts';

/** The purposes whose checks must catch a mutant. */
export function purposesThatMustCatch({ kills }: Mutant): readonly PurposeId[] {
  return [...new Set(Object.keys(kills).map(check => check.slice(0, check.indexOf('/')) as PurposeId))];
}

/** The mutants that a purpose must catch, by purpose, as declared. */
export function mutantsByPurpose(subjects: readonly Subject[]): ReadonlyMap<string, readonly Mutant[]> {
  const mutants = new Map<string, Mutant[]>();
  for (const subject of subjects) {
    if (subject.kind !== 'mutant') continue;
    for (const purpose of purposesThatMustCatch(subject)) {
      mutants.set(purpose, [...(mutants.get(purpose) ?? []), subject]);
    }
  }
  return mutants;
}
