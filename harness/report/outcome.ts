import type { PlanEvent, ResultEvent } from '../record/events.ts';
import { purposeKey } from '../record/purpose-key.ts';
import type { RecordedCell, RecordedRun } from '../record/recorded-run.ts';
import type { CheckResult } from '../verdict/check-result.ts';

/** How one planned purpose ended, as reports group it. Worst first. */
export const OUTCOMES = ['failed', 'error', 'inconclusive', 'known', 'passed', 'not-run'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Symbol and word of each outcome; colour is never the only signal. */
export const OUTCOME_LABELS: Readonly<Record<Outcome, { readonly symbol: string; readonly word: string }>> = {
  failed: { symbol: '✗', word: 'FAIL' },
  error: { symbol: '!', word: 'ERROR' },
  inconclusive: { symbol: '?', word: 'INCONCLUSIVE' },
  known: { symbol: '≈', word: 'KNOWN FAILURE' },
  passed: { symbol: '✓', word: 'PASS' },
  'not-run': { symbol: '–', word: 'NOT RUN' },
};

export interface PurposeOutcome {
  readonly plan: PlanEvent;
  readonly result: ResultEvent | null;
  readonly outcome: Outcome;
  /** Why it ended so, where no check tells; why it was not run. Empty for a pass. */
  readonly why: string;
  /** It should have run, and there is no result: the run was cut off. */
  readonly missing: boolean;
}

export interface CellOutcome {
  readonly cell: RecordedCell;
  readonly purposes: readonly PurposeOutcome[];
}

/** Joins plan and results, by cell, in the order of the plan. */
export function outcomesOf(run: RecordedRun): readonly CellOutcome[] {
  const results = new Map(run.results.map(result => [purposeKey(result), result]));
  return run.cells.map(cell => ({
    cell,
    purposes: run.plan
      .filter(plan => plan.cell === cell.description.id)
      .map(plan =>
        classify(plan, results.get(purposeKey({ cell: plan.cell, purpose: plan.purpose.id })) ?? null),
      ),
  }));
}

function classify(plan: PlanEvent, result: ResultEvent | null): PurposeOutcome {
  if (result === null) {
    const why = plan.runs ? 'the run ended before it was done' : plan.why;
    return { plan, result, outcome: 'not-run', why, missing: plan.runs };
  }
  const outcome = outcomeOf(result);
  const why = result.message ?? result.reason ?? (outcome === 'not-run' ? plan.why : '');
  return { plan, result, outcome, why, missing: false };
}

function outcomeOf({ verdict, applicability, disposition }: ResultEvent): Outcome {
  const known = disposition === 'expected' || disposition === 'flaky';
  switch (verdict) {
    case 'pass':
      return 'passed';
    case 'fail':
      return known ? 'known' : 'failed';
    case 'inconclusive':
      return 'inconclusive';
    case 'error':
      return 'error';
    // A purpose that was selected and judged nothing proves nothing.
    case 'none':
      return applicability === 'selected' ? 'error' : 'not-run';
  }
}

export function failedChecks({ result }: PurposeOutcome): readonly CheckResult[] {
  return result?.checks.filter(check => check.outcome === 'fail') ?? [];
}

/** Everything that somebody has to look at; a failed `should` inside a pass is one. */
export function needsAttention(purpose: PurposeOutcome): boolean {
  if (purpose.missing || failedChecks(purpose).length > 0) return true;
  return purpose.outcome !== 'passed' && purpose.outcome !== 'not-run';
}

export function countOutcomes(purposes: readonly PurposeOutcome[]): Readonly<Record<Outcome, number>> {
  const counts = { failed: 0, error: 0, inconclusive: 0, known: 0, passed: 0, 'not-run': 0 };
  for (const { outcome } of purposes) counts[outcome]++;
  return counts;
}

/** In words, in brackets after a purpose that did not run. */
export const APPLICABILITY_WORDS = {
  selected: 'selected',
  notApplicable: 'not applicable',
  undetermined: 'undetermined',
  declined: 'declined by the SUT',
} as const;
