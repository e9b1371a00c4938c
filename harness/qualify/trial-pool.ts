import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '../clock/clock.ts';
import { SOURCE_SUFFIX } from '../run/project-root.ts';
import type { TrialError } from './qualification.ts';
import type { Trial } from './trial.ts';
import type { FromTrialWorker, TrialOrder } from './trial-worker.ts';

/** Milliseconds of real time that the trial of one subject may take; they are short, and this ends endless ones. */
const LONGEST_TRIAL_MS = 60_000;

export interface TrialResults {
  readonly trials: readonly Trial[];
  /** Subjects whose trial never ended, or broke off. */
  readonly broken: readonly TrialError[];
}

/** Performs trials in as many threads as `jobs`; one that does not end is ended with its thread, and the others go on. */
export class TrialPool {
  readonly #clock: Clock;
  readonly #onTrial: (done: number) => void;
  readonly #waiting: TrialOrder[];
  readonly #trials: Trial[] = [];
  readonly #broken: TrialError[] = [];

  /** @param clock of real time. */
  constructor(orders: readonly TrialOrder[], clock: Clock, onTrial: (done: number) => void) {
    this.#waiting = [...orders];
    this.#clock = clock;
    this.#onTrial = onTrial;
  }

  /** Rejects when the suites or the mutants cannot be loaded. */
  async perform(jobs: number): Promise<TrialResults> {
    const threads = Math.min(jobs, this.#waiting.length);
    await Promise.all(Array.from({ length: threads }, () => this.#thread()));
    return { trials: this.#trials, broken: this.#broken };
  }

  /** One worker after the other, until nothing is waiting. */
  async #thread(): Promise<void> {
    while (this.#waiting.length > 0) {
      const worker = new Worker(new URL(`./trial-worker${SOURCE_SUFFIX}`, import.meta.url));
      try {
        await this.#work(worker);
      } finally {
        await worker.terminate();
      }
    }
  }

  /** Resolves when nothing is waiting any more, or the worker is of no more use. */
  async #work(worker: Worker): Promise<void> {
    const loaded = await this.#answer(worker);
    if (loaded.type === 'crashed') throw loaded.thrown;
    for (let order = this.#waiting.shift(); order !== undefined; order = this.#waiting.shift()) {
      worker.postMessage(order);
      const answer = await this.#answer(worker);
      if (answer.type === 'tried') this.#trials.push(answer.trial);
      else this.#broken.push({ subject: order.subject, purpose: null, ...troubleOf(answer) });
      this.#onTrial(this.#trials.length + this.#broken.length);
      if (answer.type !== 'tried') return;
    }
  }

  /** What the worker says next; it says nothing unasked but that it is ready. */
  #answer(worker: Worker): Promise<Answer> {
    return new Promise(resolve => {
      const settle = (answer: Answer): void => {
        limit.cancel();
        worker.off('message', heard);
        worker.off('error', crashed);
        resolve(answer);
      };
      const heard = (message: FromTrialWorker): void => settle(message);
      const crashed = (thrown: unknown): void => settle({ type: 'crashed', thrown });
      const limit: Timer = this.#clock.after(LONGEST_TRIAL_MS, () => settle({ type: 'hung' }));
      worker.on('message', heard);
      worker.on('error', crashed);
    });
  }
}

type Answer =
  | FromTrialWorker
  | { readonly type: 'hung' }
  | { readonly type: 'crashed'; readonly thrown: unknown };

function troubleOf(answer: Exclude<Answer, { type: 'tried' }>): Pick<TrialError, 'reason' | 'message'> {
  switch (answer.type) {
    case 'failed':
      return { reason: 'trial.failed', message: answer.message };
    case 'crashed':
      return {
        reason: 'trial.crashed',
        message: answer.thrown instanceof Error ? answer.thrown.message : String(answer.thrown),
      };
    default:
      return { reason: 'trial.hung', message: `it did not end within ${LONGEST_TRIAL_MS / 1000} s` };
  }
}
