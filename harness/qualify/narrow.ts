import { namePattern } from '../run/selection.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { Subject } from './subject-index.ts';

export interface Narrowed {
  readonly subjects: readonly Subject[];
  /** Null: every purpose. */
  readonly only: readonly PurposeId[] | null;
}

/**
 * Narrows a qualification to what is named. A mutant or variant by its id (`*` matches any characters) is tried with every
 * purpose; a purpose, requirement or ETS id selects purposes, with the mutants they are expected to catch and all variants.
 */
export function narrow(
  names: readonly string[],
  subjects: readonly Subject[],
  purposes: readonly PurposeDeclaration[],
): Narrowed {
  if (names.length === 0) return { subjects, only: null };
  const patterns = names.map(namePattern);
  const isNamed = (name: string): boolean => patterns.some(pattern => pattern.test(name));
  const named = purposes.filter(({ id, requirements, ets }) => [id, ...requirements, ...ets].some(isNamed));
  const own = subjects.filter(({ id }) => isNamed(id));
  if (named.length === 0) return { subjects: own, only: null };
  const roles = new Set<string>(named.map(({ role }) => role));
  const caught = (subject: Subject): boolean =>
    subject.kind === 'variant'
      ? roles.has(subject.variation.role)
      : Object.keys(subject.kills).some(check => named.some(({ id }) => check.startsWith(`${id}/`)));
  return {
    subjects: subjects.filter(subject => own.includes(subject) || caught(subject)),
    only: named.map(({ id }) => id),
  };
}
