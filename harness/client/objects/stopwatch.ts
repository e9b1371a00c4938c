import type { Clock } from '../../clock/clock.ts';
import type { Initiated } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';

const LARGEST = 2n ** 63n - 1n;

/** Counts whole seconds while it runs; a Write sets the count (IPSO resources 5852 and 5854). */
export class Stopwatch {
  readonly #clock: Clock;
  #written = 0n;
  #before = 0;
  #since: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  run(running: boolean): void {
    this.#before = this.#ran();
    this.#since = running ? this.#clock.now() : null;
  }

  /** The count as a resource. */
  get resource(): Initiated {
    return { current: () => ({ single: this.#count() }), onWrite: { wrote: set => this.#set(set) } };
  }

  #set(content: Content): void {
    this.#written = 'single' in content && typeof content.single === 'bigint' ? content.single : 0n;
    this.#before = 0;
    if (this.#since !== null) this.#since = this.#clock.now();
  }

  #count(): bigint {
    const count = this.#written + BigInt(Math.floor(this.#ran() / 1000));
    return count > LARGEST ? LARGEST : count;
  }

  #ran(): number {
    return this.#before + (this.#since === null ? 0 : this.#clock.now() - this.#since);
  }
}
