import { parentPort } from 'node:worker_threads';
import { loadSuites } from '../run/suite-index.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { loadSubjects } from './subject-index.ts';
import { purposesFor, type Trial, tryOn } from './trial.ts';

/** What a worker is asked to do, and what it answers. */
export interface TrialOrder {
  readonly subject: string;
  /** Null: every purpose of the role. */
  readonly only: readonly PurposeId[] | null;
}
export type FromTrialWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'tried'; readonly trial: Trial }
  | { readonly type: 'failed'; readonly subject: string; readonly message: string };

const port = parentPort;
const [subjects] = await Promise.all([loadSubjects(), loadSuites()]);

port?.on('message', (order: TrialOrder) => {
  perform(order).then(
    trial => port.postMessage({ type: 'tried', trial } satisfies FromTrialWorker),
    (thrown: unknown) => {
      const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      port.postMessage({ type: 'failed', subject: order.subject, message } satisfies FromTrialWorker);
    },
  );
});
port?.postMessage({ type: 'ready' } satisfies FromTrialWorker);

async function perform({ subject: id, only }: TrialOrder): Promise<Trial> {
  const subject = subjects.find(candidate => candidate.id === id);
  if (subject === undefined) throw new TypeError(`no mutant or variant is called ${id}`);
  return tryOn(subject, purposesFor(subject, only === null ? null : new Set(only)));
}
