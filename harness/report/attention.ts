import type { RecordedRun } from '../record/recorded-run.ts';
import { failedChecks, needsAttention, type Outcome, outcomesOf, type PurposeOutcome } from './outcome.ts';

/** One thing to look at: a purpose, or several that ended alike for one cause. */
export interface AttentionItem {
  readonly purpose: PurposeOutcome;
  /** Further purposes of the same cell with the same cause: one broken SUT is one line, not three hundred. */
  readonly alike: readonly PurposeOutcome[];
}

/** Purposes of one cell that end for the same cause fold into one item from this many on. */
const FOLD_FROM = 4;
const ORDER: readonly Outcome[] = ['failed', 'error', 'inconclusive', 'not-run', 'passed', 'known'];

/** What needs attention, most urgent first; empty when nothing does. */
export function attentionOf(run: RecordedRun): readonly AttentionItem[] {
  const purposes = outcomesOf(run)
    .flatMap(cell => cell.purposes)
    .filter(needsAttention);
  const groups = new Map<string, [PurposeOutcome, ...PurposeOutcome[]]>();
  for (const purpose of purposes) {
    const key = causeOf(purpose);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [purpose]);
    else group.push(purpose);
  }
  return [...groups.values()]
    .flatMap(([first, ...rest]): AttentionItem[] =>
      rest.length + 1 >= FOLD_FROM
        ? [{ purpose: first, alike: rest }]
        : [first, ...rest].map(purpose => ({ purpose, alike: [] })),
    )
    .toSorted((a, b) => ORDER.indexOf(a.purpose.outcome) - ORDER.indexOf(b.purpose.outcome));
}

/** What a check says is particular to its purpose; everything else has its cause in words. */
function causeOf(purpose: PurposeOutcome): string {
  const { plan, outcome, why } = purpose;
  const particular = failedChecks(purpose).length > 0 ? plan.purpose.id : why;
  return JSON.stringify([plan.cell, outcome, particular]);
}
