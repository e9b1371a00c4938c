import type { Clock } from '../../clock/clock.ts';
import type { Initiated } from '../new-instance.ts';

const HOUR = 3_600_000;

/** Adds up what is drawn over time, in whole watt-hours as meters show it (IPSO resources 5805 and 5822). */
export class EnergyMeter {
  readonly #clock: Clock;
  #watts = 0;
  #before = 0;
  #since: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** From now on, so many watts are drawn. */
  draw(watts: number): void {
    this.#before = this.#drawn();
    this.#since = this.#clock.now();
    this.#watts = watts;
  }

  reset(): void {
    this.#before = 0;
    this.#since = this.#clock.now();
  }

  /** Watt-hours, as a resource. */
  get resource(): Initiated {
    return { current: () => ({ single: Math.floor(this.#drawn()) }) };
  }

  #drawn(): number {
    return this.#before + (this.#watts * (this.#clock.now() - this.#since)) / HOUR;
  }
}
