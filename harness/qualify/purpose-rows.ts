import type { CheckId, PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { MutantRow, PurposeRow } from './qualification.schema.ts';
import type { Trial } from './trial.ts';

/** What each purpose has to show for itself, in the order given. Pure. */
export function purposeRows(
  purposes: readonly PurposeDeclaration[],
  mutants: readonly MutantRow[],
  trials: readonly Trial[],
): readonly PurposeRow[] {
  const judged = grouped(trials.flatMap(({ tried }) => tried.flatMap(({ checks }) => checks)));
  // A legal variant may leave advice aside: that the check for it can fail is seen there as well.
  const failed = grouped(trials.flatMap(({ tried }) => tried.flatMap(row => row.failed.map(({ id }) => id))));
  return purposes.map(({ id, role, title, level, requirements }) => {
    const failing = mutants.filter(({ failedPurposes }) => failedPurposes.includes(id));
    const expecting = mutants.filter(row =>
      [...row.kills, ...row.missed].some(({ check }) => isOf(check, id)),
    );
    const kills = failing.filter(row => row.kills.some(({ check }) => isOf(check, id)));
    const checks = [...(judged.get(id) ?? [])].sort();
    return {
      ...{ id, role, title, level, requirements },
      kills: kills.map(row => row.id),
      missed: expecting.filter(row => !kills.includes(row)).map(row => row.id),
      alsoFailed: failing.length - kills.length,
      checks: checks.length,
      idleChecks: checks.filter(check => failed.get(id)?.has(check) !== true),
    };
  });
}

function isOf(check: CheckId, purpose: PurposeId): boolean {
  return check.startsWith(`${purpose}/`);
}

function grouped(checks: readonly CheckId[]): ReadonlyMap<string, ReadonlySet<CheckId>> {
  const groups = new Map<string, Set<CheckId>>();
  for (const check of checks) {
    const purpose = check.slice(0, check.indexOf('/'));
    const group = groups.get(purpose);
    if (group === undefined) groups.set(purpose, new Set([check]));
    else group.add(check);
  }
  return groups;
}
