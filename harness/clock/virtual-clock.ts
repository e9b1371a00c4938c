import type { Clock, Timer } from './clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** Nothing is left that could ever happen, yet the awaited work has not ended. */
export class VirtualTimeStalled extends Error {
  constructor(at: number) {
    super(`virtual time stalled at ${at} ms: no timer is pending and the awaited work has not ended`);
    this.name = 'VirtualTimeStalled';
  }
}

/**
 * Time that jumps to the next timer as soon as everything that can happen now has happened.
 * Timers due at the same instant fire in the order in which they were set, so a run is deterministic.
 */
export class VirtualClock implements Clock {
  #now = 0;
  readonly #timers = new TimerQueue();

  now(): number {
    return this.#now;
  }

  after(delay: number, callback: () => void): Timer {
    return this.#timers.add(this.#now + Math.max(0, delay), callback);
  }

  wait(delay: number): Promise<void> {
    return new Promise(resolve => this.after(delay, resolve));
  }

  /**
   * Runs `work` to its end, moving time forward as needed.
   * @throws VirtualTimeStalled when no timer is left and the work still has not ended; whatever the work throws.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    let ended = false;
    const result = work().finally(() => {
      ended = true;
    });
    // A rejection is reported by the final await; until then it must not count as unhandled.
    result.catch(() => {});
    for (;;) {
      await settle();
      if (ended) return result;
      const due = this.#timers.takeNext();
      if (due === null) throw new VirtualTimeStalled(this.#now);
      this.#now = due.at;
      due.callback();
    }
  }
}

/** Lets every promise job and every already queued immediate run. */
async function settle(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}
