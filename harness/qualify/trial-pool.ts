import process from 'node:process';
import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '../clock/clock.ts';
import { HarnessBugError, InterruptedError } from '../errors/touchstone-error.ts';
import { keepingCompiled } from '../run/keeping-compiled.ts';
import { SOURCE_SUFFIX } from '../run/project-root.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { TrialError } from './qualification.schema.ts';
import type { SubjectFolders } from './subject-index.ts';
import type { Trial, TrialOrder } from './trial.ts';
import type { FromTrialWorker, TrialWorkerData } from './trial-worker.ts';

/**
 * Milliseconds of real time that loading, or one purpose of a trial, may take; they are short, and this ends endless ones. A trial may
 * take as long as it has purposes that end.
 */
const LONGEST_MS = 60_000;

export interface TrialPoolOptions {
  /** Threads; no more are started than there are orders. */
  readonly jobs: number;
  /** Of real time. */
  readonly clock: Clock;
  /** Called after every trial, whatever became of it. */
  readonly onTrial: (done: number) => void;
  /** Ends all threads at once. */
  readonly signal?: AbortSignal | undefined;
  readonly folders?: SubjectFolders | undefined;
}

export interface TrialResults {
  readonly trials: readonly Trial[];
  /** Trials that never ended, or broke off. */
  readonly broken: readonly TrialError[];
}

const YOUNG_GENERATION_MB = 192;

/** Performs trials in threads; one that does not end, or breaks its thread, is ended with it, and the others go on. */
export class TrialPool {
  readonly #options: TrialPoolOptions;
  readonly #waiting: TrialOrder[];
  readonly #workers = new Set<Worker>();
  readonly #trials: Trial[] = [];
  readonly #broken: TrialError[] = [];
  #failure: { readonly thrown: unknown } | null = null;

  constructor(orders: readonly TrialOrder[], options: TrialPoolOptions) {
    this.#waiting = [...orders];
    this.#options = options;
  }

  /**
   * No thread is left when it settles.
   * @throws HarnessBugError `qualify.worker` when a thread cannot load the suites or the mutants.
   * @throws InterruptedError when the signal ended it.
   */
  async perform(): Promise<TrialResults> {
    const { jobs, signal } = this.#options;
    const stop = (): void => this.#stop();
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
    const threads = Array.from({ length: Math.min(jobs, this.#waiting.length) }, () => this.#thread());
    await Promise.all(threads);
    signal?.removeEventListener('abort', stop);
    if (signal?.aborted === true)
      throw new InterruptedError('qualify.interrupted', 'the qualification was interrupted', {
        hint: 'nothing was written; start it again, or try a part of it with --only',
      });
    if (this.#failure !== null) throw this.#failure.thrown;
    return { trials: this.#trials, broken: this.#broken };
  }

  /** One worker after the other, until nothing is waiting. */
  async #thread(): Promise<void> {
    while (this.#waiting.length > 0) {
      const worker = this.#startWorker();
      try {
        await this.#work(worker);
      } catch (thrown) {
        // What the other threads say when they are ended for it is of no interest.
        this.#failure ??= { thrown };
        this.#stop();
      } finally {
        await worker.terminate();
        this.#workers.delete(worker);
      }
    }
  }

  #startWorker(): Worker {
    const workerData: TrialWorkerData = { folders: this.#options.folders };
    const file = new URL(`./trial-worker${SOURCE_SUFFIX}`, import.meta.url);
    const worker = new Worker(file, {
      ...{ workerData, stdout: true, env: keepingCompiled() },
      // Almost nothing outlives its trial: with room for several, little is copied.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    // What a purpose prints must not come between the lines of a JSON document.
    worker.stdout.on('data', chunk => process.stderr.write(chunk));
    // Nobody may be listening when something that a trial left behind throws.
    worker.on('error', () => {});
    this.#workers.add(worker);
    return worker;
  }

  /** Resolves when nothing is waiting any more, or the worker is of no more use. */
  async #work(worker: Worker): Promise<void> {
    const loaded = await this.#answer(worker);
    if (loaded.type !== 'ready') throw notLoaded(loaded);
    for (let order = this.#waiting.shift(); order !== undefined; order = this.#waiting.shift()) {
      worker.postMessage(order);
      const answer = await this.#answer(worker);
      if (answer.type === 'tried') this.#trials.push(answer.trial);
      else this.#broken.push({ subject: order.subject, purpose: null, ...troubleOf(answer) });
      this.#options.onTrial(this.#trials.length + this.#broken.length);
      // A thread that only told of a failure is still sound.
      if (answer.type !== 'tried' && answer.type !== 'failed') return;
    }
  }

  /** What the worker answers; it says nothing unasked but that it is ready. */
  #answer(worker: Worker): Promise<Answer> {
    return new Promise(resolve => {
      let last: PurposeId | null = null;
      const settle = (answer: Answer): void => {
        limit.cancel();
        worker.off('message', heard);
        worker.off('error', crashed);
        worker.off('exit', exited);
        resolve(answer);
      };
      const heard = (said: FromTrialWorker): void => {
        if (said.type === 'progress') {
          last = said.ended;
          limit.cancel();
          limit = patience();
        } else settle(said);
      };
      const crashed = (thrown: unknown): void => settle({ type: 'crashed', thrown });
      const exited = (code: number): void => crashed(new Error(`the thread ended with exit code ${code}`));
      const patience = (): Timer =>
        this.#options.clock.after(LONGEST_MS, () => settle({ type: 'hung', last }));
      let limit = patience();
      worker.on('message', heard);
      worker.on('error', crashed);
      worker.on('exit', exited);
    });
  }

  #stop(): void {
    this.#waiting.length = 0;
    for (const worker of this.#workers) void worker.terminate();
  }
}

type Answer =
  | Exclude<FromTrialWorker, { readonly type: 'progress' }>
  /** `last`: the purpose that had ended before; null when none had. */
  | { readonly type: 'hung'; readonly last: PurposeId | null }
  | { readonly type: 'crashed'; readonly thrown: unknown };

function troubleOf(answer: Exclude<Answer, { type: 'tried' }>): Pick<TrialError, 'reason' | 'message'> {
  switch (answer.type) {
    case 'failed':
      return { reason: 'trial.failed', message: answer.message };
    case 'crashed':
      return { reason: 'trial.crashed', message: messageOf(answer.thrown) };
    case 'hung':
      return { reason: 'trial.hung', message: stuck(answer.last) };
    case 'ready':
      return { reason: 'trial.failed', message: 'its thread was started anew' };
  }
}

function stuck(last: PurposeId | null): string {
  const span = `${LONGEST_MS / 1000} s`;
  return last === null ? `no purpose ended within ${span}` : `no purpose ended for ${span} after ${last}`;
}

function notLoaded(answer: Answer): HarnessBugError {
  const why =
    answer.type === 'crashed' ? messageOf(answer.thrown) : `it was not ready within ${LONGEST_MS / 1000} s`;
  return new HarnessBugError('qualify.worker', `a thread could not load the suites and the mutants: ${why}`, {
    hint: 'this is a defect of Touchstone; please report it with this message',
    ...(answer.type === 'crashed' && { cause: answer.thrown }),
  });
}

/** What comes out of a thread may look like an error and be none. */
function messageOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown);
}
