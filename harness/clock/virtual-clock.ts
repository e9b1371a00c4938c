import type { Clock, Timer } from './clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** Nothing is left that could ever happen, yet the awaited work has not ended. */
export class VirtualTimeStalled extends Error {
  constructor(at: number) {
    super(`virtual time stalled at ${at} ms: no timer is pending and the awaited work has not ended`);
    this.name = 'VirtualTimeStalled';
  }
}

/** The work goes on for ever: more timers have fired than any purpose that ends could need. */
export class VirtualTimeRunaway extends Error {
  constructor(at: number, fired: number) {
    super(
      `virtual time runs away: ${fired} timers have fired by ${at} ms and the awaited work has not ended`,
    );
    this.name = 'VirtualTimeRunaway';
  }
}

/** Many times what the busiest purpose needs, and still reached within seconds. */
const MOST_TIMERS = 100_000;

/**
 * Time that jumps to the next timer as soon as everything that can happen now has happened.
 * Timers due at the same instant fire in the order in which they were set, so a run is deterministic.
 */
export class VirtualClock implements Clock {
  #now = 0;
  readonly #timers = new TimerQueue();
  readonly #mostTimers: number;

  /** @param mostTimers how many timers may fire while one piece of work is awaited. */
  constructor(mostTimers: number = MOST_TIMERS) {
    this.#mostTimers = mostTimers;
  }

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
   * @throws VirtualTimeStalled when no timer is left and the work still has not ended; VirtualTimeRunaway when timers
   * fire without end; whatever the work throws.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    let ended = false;
    const result = work().finally(() => {
      ended = true;
    });
    // A rejection is reported by the final await; until then it must not count as unhandled.
    result.catch(() => {});
    for (let fired = 0; ; fired += 1) {
      await settle();
      if (ended) return result;
      if (fired >= this.#mostTimers) throw new VirtualTimeRunaway(this.#now, fired);
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
