import type { Clock, Timer } from './clock.ts';

/** Gives the delay of a timer, in milliseconds, in place of the one that was asked for; null: it never fires. */
export type TimerHook<Name extends string> = (name: Name, delay: number) => number | null;

/** The timers of one peer, each known by what it is for. */
export class NamedTimers<Name extends string> {
  readonly #clock: Clock;
  readonly #hook: TimerHook<Name>;

  constructor(clock: Clock, hook: TimerHook<Name> = (_, delay) => delay) {
    this.#clock = clock;
    this.#hook = hook;
  }

  after(name: Name, delay: number, callback: () => void): Timer {
    const hooked = this.#hook(name, delay);
    return hooked === null ? { cancel: () => {} } : this.#clock.after(hooked, callback);
  }

  /** A clock all of whose timers bear one name. */
  clockFor(name: Name): Clock {
    return {
      now: () => this.#clock.now(),
      after: (delay, callback) => this.after(name, delay, callback),
      wait: delay => this.#clock.wait(delay),
    };
  }
}
