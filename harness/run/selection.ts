import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';

/**
 * Narrows purposes to those named: purpose ids (`*` matches any characters), requirement ids, ETS ids.
 * The twin of a selected purpose comes along, since it is what gives the other one its meaning.
 */
export function select(
  purposes: readonly PurposeDeclaration[],
  only: readonly string[],
): readonly PurposeDeclaration[] {
  if (only.length === 0) return purposes;
  const patterns = only.map(namePattern);
  const named = purposes.filter(({ id, requirements, ets }) =>
    [id, ...requirements, ...ets].some(name => patterns.some(pattern => pattern.test(name))),
  );
  const selected = new Set(named.map(({ id }) => id));
  // A twin is declared before whatever names it, but may itself have one.
  for (const id of selected) {
    const twin = purposes.find(purpose => purpose.id === id)?.twin ?? null;
    if (twin !== null) selected.add(twin);
  }
  return purposes.filter(({ id }) => selected.has(id));
}

/** Matches a name without regard to case; `*` stands for any characters. */
export function namePattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i');
}
