import type { Clock } from '../clock/clock.ts';

/** 2 May 2013, 10:40:15 UTC: what the clock of a device shows when it leaves the factory. */
const FACTORY_TIME = 1_367_491_215n;

/** The clock of a device, in Unix time (TS 1.0 appendix C): runs by itself, and can be set. */
export class WallTime {
  readonly #clock: Clock;
  #set = FACTORY_TIME;
  #since: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** Seconds. */
  now(): bigint {
    return this.#set + BigInt(Math.floor((this.#clock.now() - this.#since) / 1000));
  }

  set(seconds: bigint): void {
    this.#set = seconds;
    this.#since = this.#clock.now();
  }
}
