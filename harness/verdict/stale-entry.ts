import type { PlanEvent, ResultEvent, StaleEvent } from '../record/events.ts';
import type { BaselineEntry } from './baseline.ts';

/**
 * Why an entry that matched nothing is out of date, in a sentence.
 * Null when the run cannot tell: its purpose was not selected, or had no turn before the run was interrupted.
 */
export function staleReason(
  entry: BaselineEntry,
  results: readonly ResultEvent[],
  plan: readonly PlanEvent[],
  { partial }: { readonly partial: boolean },
): Pick<StaleEvent, 'cell' | 'reason'> | null {
  const result = results.find(({ purpose }) => purpose === entry.purpose);
  if (result !== undefined) return { cell: result.cell, reason: whatHappened(entry, result) };
  const planned = plan.find(({ purpose }) => purpose.id === entry.purpose);
  if (planned === undefined) {
    const cell = plan[0]?.cell;
    return partial || cell === undefined ? null : { cell, reason: 'there is no such purpose for this SUT' };
  }
  const { cell, runs, applicability, why } = planned;
  if (runs || (partial && applicability === 'selected')) return null;
  return { cell, reason: `the purpose does not run (${applicability}): ${why}` };
}

function whatHappened(entry: BaselineEntry, { verdict, reason, checks }: ResultEvent): string {
  const ending = `the purpose ended as ${verdict}${reason === null ? '' : ` (${reason})`}`;
  if (entry.check === null) return ending;
  const check = checks.find(({ id }) => id === entry.check);
  if (check === undefined) return `the check was not executed; ${ending}`;
  if (check.outcome === 'fail')
    return `the check failed for another reason: ${check.reason}, not ${entry.reason}`;
  return check.outcome === 'pass' ? 'the check passes' : 'the check is only recorded';
}
