import { ExitCode } from '../errors/touchstone-error.ts';
import type { DiagnosticEvent, FooterEvent, PlanEvent, ResultEvent, StaleEvent } from '../record/events.ts';
import { strongest } from '../verdict/exit-code.ts';
import type { Applicability } from '../verdict/verdict.ts';

/** Everything a run is concluded from. */
export interface RunOutcome {
  readonly plan: readonly PlanEvent[];
  readonly results: readonly ResultEvent[];
  readonly stale: readonly StaleEvent[];
  readonly diagnostics: readonly DiagnosticEvent[];
  readonly interrupted: boolean;
  readonly durationMs: number;
}

/** Counts and exit code of a run: pure, so that a recorded run can be concluded again. */
export function conclude(run: RunOutcome): FooterEvent {
  const verdicts = { pass: 0, inconclusive: 0, fail: 0, error: 0 };
  const applicability: Record<Applicability, number> = {
    selected: 0,
    notApplicable: 0,
    undetermined: 0,
    declined: 0,
  };
  const declined = new Set(run.results.filter(result => result.applicability === 'declined').map(keyOf));
  for (const entry of run.plan) {
    applicability[declined.has(`${entry.cell} ${entry.purpose.id}`) ? 'declined' : entry.applicability] += 1;
  }
  for (const { verdict } of run.results) if (verdict !== 'none') verdicts[verdict] += 1;
  const exitCode = strongest(causes(run));
  return {
    type: 'footer',
    verdicts,
    applicability,
    checks: run.results.reduce((sum, { checks }) => sum + checks.length, 0),
    unexpected: run.results.filter(({ disposition }) => disposition === 'unexpected').length,
    durationMs: run.durationMs,
    exitCode,
  };
}

function* causes(run: RunOutcome): Generator<ExitCode> {
  if (run.interrupted) yield ExitCode.interrupted;
  for (const { exitCode } of run.diagnostics) yield exitCode as ExitCode;
  const planned = run.plan.filter(({ runs }) => runs);
  if (planned.length === 0 && run.diagnostics.length === 0 && !run.interrupted) yield ExitCode.configuration;
  for (const { verdict, disposition } of run.results) {
    if (verdict === 'error') yield ExitCode.harnessBug;
    if (disposition !== 'unexpected') continue;
    if (verdict === 'fail') yield ExitCode.nonConformance;
    if (verdict === 'inconclusive') yield ExitCode.incomplete;
  }
  const finished = new Set(run.results.map(keyOf));
  if (planned.some(({ cell, purpose }) => !finished.has(`${cell} ${purpose.id}`))) yield ExitCode.incomplete;
  if (run.stale.length > 0) yield ExitCode.staleBaseline;
}

function keyOf({ cell, purpose }: ResultEvent): string {
  return `${cell} ${purpose}`;
}
