import type { MatchingFinding } from '../coap/exchange/matching-finding.ts';
import type { RecordedFinding, ResultEvent } from '../record/events.ts';
import { BootstrapServerContext } from './bootstrap/bootstrap-server-context.ts';
import type { CellPort } from './cell-port.ts';
import { ClientContext } from './client-context.ts';
import type { DeclaredPurpose } from './declare.ts';
import { completed, type Ending, interrupted } from './ending.ts';
import { openEnvironment } from './open-environment.ts';
import type { PurposeEnvironment } from './purpose-environment.ts';
import { ServerContext } from './server-context.ts';

/**
 * Runs one purpose from preamble to teardown and gives its result, which is emitted before teardown begins.
 * Whatever happens there is a result: a purpose that checked nothing, stalled or crashed ends as `error`.
 */
export async function runPurpose(purpose: DeclaredPurpose, port: CellPort): Promise<ResultEvent> {
  const about = { cell: port.description.id, purpose: purpose.id };
  port.emit({ type: 'purpose-started', ...about, at: new Date().toISOString() });
  const { environment, findings, run, broken, elapsed, close } = await openEnvironment(purpose, port);
  const { checklist, endpoint } = environment;
  const ending = await run(() => Promise.race([perform(purpose, environment), broken])).then(
    () => completed(checklist),
    (thrown: unknown) => interrupted(thrown, checklist),
  );
  const result = resultOf(about, ending, {
    checks: checklist.results,
    ...(findings.length === 0 ? {} : { findings: findings.map(recorded) }),
    endpoint,
    durationMs: Math.round(elapsed()),
  });
  port.emit(result);
  await close();
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

function recorded({ code, level, message, clause, frame }: MatchingFinding): RecordedFinding {
  return { code, level, message, clause, frame };
}

function resultOf(
  about: Pick<ResultEvent, 'cell' | 'purpose'>,
  ending: Ending,
  rest: Pick<ResultEvent, 'checks' | 'findings' | 'endpoint' | 'durationMs'>,
): ResultEvent {
  return { type: 'result', ...about, ...ending, ...rest, disposition: null };
}
