import { Worker } from 'node:worker_threads';
// The parser is native code. Unloading it together with a thread takes the process down, so it is loaded here too.
import '@swc/core';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { Finding, Outcome, Progress } from './engine/fuzz.ts';
import { defect } from './engine/judge.ts';
import { inputOf } from './engine/target.ts';
import { loadTarget } from './targets.ts';
import { CurrentInput, type FuzzNews, type FuzzOrder } from './worker-messages.ts';

/** An execution takes microseconds; one that takes this long, in milliseconds, does not end. */
const HANG_AFTER = 10_000;
const HEAP_LIMIT_MB = 1024;

export interface Supervision {
  /** Milliseconds after which an execution counts as endless. */
  readonly hangAfter?: number;
  readonly onFinding: (finding: Finding) => void;
  readonly onProgress: (progress: Progress, sites: number) => void;
}

/** How fuzzing ended; the outcome is null when an input took the thread down with it. */
export interface Supervised {
  readonly outcome: Outcome | null;
  readonly sites: number;
}

/**
 * Fuzzes in a thread of its own, so that an input on which a decoder never ends, or that eats all memory, is a
 * finding too.
 * @throws HarnessBugError `fuzz.worker` when the thread fails before its first input.
 */
export function supervise(
  order: Omit<FuzzOrder, 'current'>,
  { onFinding, onProgress, hangAfter = HANG_AFTER }: Supervision,
): Promise<Supervised> {
  const memory = CurrentInput.allocate();
  const current = new CurrentInput(memory);
  const workerData: FuzzOrder = { ...order, current: memory };
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  return new Promise((resolve, reject) => {
    let [number, since, ended] = [current.number, performance.now(), false];
    const end = (supervised: Supervised): void => {
      ended = true;
      clearInterval(watch);
      void worker.terminate().then(() => resolve(supervised));
    };
    const lost = async (law: 'ends' | 'linear-memory', message: string): Promise<void> => {
      ended = true;
      const { readings } = await loadTarget(order.module);
      onFinding({ defect: defect(law, 'decoder', message), input: inputOf({ readings }, current.seed) });
      end({ outcome: null, sites: 0 });
    };
    const watch = setInterval(() => {
      if (current.number !== number || number === 0) [number, since] = [current.number, performance.now()];
      else if (!ended && performance.now() - since > hangAfter)
        void lost('ends', `no end after ${hangAfter / 1000} s`);
    }, hangAfter / 10);
    worker.on('message', (news: FuzzNews) => {
      if (news.kind === 'finding') onFinding(news.finding);
      else if (news.kind === 'progress') onProgress(news.progress, news.sites);
      else end({ outcome: news.outcome, sites: news.sites });
    });
    worker.on('error', error => {
      if (ended) return;
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        void lost('linear-memory', `more than ${HEAP_LIMIT_MB} MB of memory`);
        return;
      }
      ended = true;
      clearInterval(watch);
      reject(
        new HarnessBugError('fuzz.worker', `Fuzzing ${order.module} broke down: ${error.message}`, {
          hint: 'The decoder cannot be loaded, or the fuzzer has a defect of its own.',
          cause: error,
        }),
      );
    });
  });
}
