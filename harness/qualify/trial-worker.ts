import { parentPort, workerData } from 'node:worker_threads';
import { loadSuites } from '../run/suite-index.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { loadSubjects, type SubjectFolders } from './subject-index.ts';
import { purposesFor, type Trial, type TrialOrder, tryOn } from './trial.ts';

/** What a worker says: it is ready once, and then answers every order, after a word about each purpose of it that has ended. */
export type FromTrialWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly ended: PurposeId }
  | { readonly type: 'tried'; readonly trial: Trial }
  | { readonly type: 'failed'; readonly message: string };

/** What a worker is started with; without folders it takes those of the project. */
export interface TrialWorkerData {
  readonly folders: SubjectFolders | undefined;
}

const { folders } = workerData as TrialWorkerData;
const [subjects] = await Promise.all([loadSubjects(folders), loadSuites()]);

parentPort?.on('message', (order: TrialOrder) => {
  perform(order).then(
    trial => answer({ type: 'tried', trial }),
    (thrown: unknown) => {
      answer({
        type: 'failed',
        message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      });
    },
  );
});
answer({ type: 'ready' });

function answer(message: FromTrialWorker): void {
  parentPort?.postMessage(message);
}

async function perform({ subject: id, only }: TrialOrder): Promise<Trial> {
  const subject = subjects.find(candidate => candidate.id === id);
  if (subject === undefined) throw new TypeError(`no mutant or variant is called ${id}`);
  return tryOn(subject, purposesFor(subject, only === null ? null : new Set(only)), {
    onPurpose: ended => answer({ type: 'progress', ended }),
  });
}
