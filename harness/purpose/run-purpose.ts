import { ExitCode } from '../errors/touchstone-error.ts';
import type { DiagnosticEvent, RecordedFinding, ResultEvent } from '../record/events.ts';
import { BootstrapServerContext } from './bootstrap/bootstrap-server-context.ts';
import type { CellPort } from './cell-port.ts';
import { ClientContext } from './client-context.ts';
import type { DeclaredPurpose } from './declare.ts';
import { completed, type Ending, endingOf, interrupted } from './ending.ts';
import { openEnvironment } from './open-environment.ts';
import type { PurposeEnvironment } from './purpose-environment.ts';
import { ServerContext } from './server-context.ts';

/**
 * Runs one purpose from preamble to teardown and gives its result, which is emitted before teardown begins.
 * Whatever happens there is a result: a purpose that checked nothing, stalled or crashed ends as `error`, and so does one
 * in which a peer of ours went wrong, even where nobody looked. What goes wrong in teardown is told beside the result.
 */
export async function runPurpose(purpose: DeclaredPurpose, port: CellPort): Promise<ResultEvent> {
  const about = { cell: port.description.id, purpose: purpose.id };
  port.emit({ type: 'purpose-started', ...about, at: new Date().toISOString() });
  const { environment, findings, faults, run, broken, elapsed, close } = await openEnvironment(purpose, port);
  const { checklist, endpoint } = environment;
  const performed = await run(() => Promise.race([perform(purpose, environment), broken])).then(
    () => completed(checklist),
    (thrown: unknown) => interrupted(thrown, checklist),
  );
  const ending =
    performed.verdict === 'error' || faults.length === 0 ? performed : interrupted(faults[0], checklist);
  const result = resultOf(about, ending, {
    checks: checklist.results,
    ...(findings.length === 0 ? {} : { findings: findings.map(recorded) }),
    endpoint,
    durationMs: Math.round(elapsed()),
  });
  port.emit(result);
  for (const thrown of await close()) port.emit(teardownTrouble(about, thrown));
  return result;
}

/** A negative purpose whose twin has not passed says nothing; it is not even run. */
export function unjudged(purpose: DeclaredPurpose, port: CellPort): ResultEvent {
  const about = { cell: port.description.id, purpose: purpose.id };
  const ending: Ending = {
    verdict: 'inconclusive',
    applicability: 'selected',
    reason: 'twin.not-passed',
    message: `its positive twin ${purpose.twin ?? ''} has not passed, so a refusal would prove nothing`,
  };
  const result = resultOf(about, ending, { checks: [], endpoint: null, durationMs: 0 });
  port.emit({ type: 'purpose-started', ...about, at: new Date().toISOString() });
  port.emit(result);
  return result;
}

async function perform(purpose: DeclaredPurpose, environment: PurposeEnvironment): Promise<void> {
  switch (purpose.role) {
    case 'client':
      return purpose.body(await ClientContext.open(environment));
    case 'server':
      return purpose.body(await ServerContext.open(environment));
    case 'bootstrap-server':
      return purpose.body(await BootstrapServerContext.open(environment));
  }
}

/** The result has left already, so the run must tell of it in another way. */
function teardownTrouble(
  { cell, purpose }: Pick<ResultEvent, 'cell' | 'purpose'>,
  thrown: unknown,
): DiagnosticEvent {
  const { reason, message } = endingOf(thrown);
  return {
    type: 'diagnostic',
    cell,
    code: 'purpose.teardown',
    message: `after the result of ${purpose}: ${message} [${reason}]`,
    hint: 'later purposes of this SUT may have met what was left behind; mend the adapter, or report it as a defect of Touchstone',
    exitCode: ExitCode.harnessBug,
  };
}

function recorded({ code, level, message, clause, frame }: RecordedFinding): RecordedFinding {
  return { code, level, message, clause, frame };
}

function resultOf(
  about: Pick<ResultEvent, 'cell' | 'purpose'>,
  ending: Ending,
  rest: Pick<ResultEvent, 'checks' | 'findings' | 'endpoint' | 'durationMs'>,
): ResultEvent {
  return { type: 'result', ...about, ...ending, ...rest, disposition: null };
}
