/** A place that was given to a SUT instance. */
export interface InstanceSlot {
  /** It is up: the next one may start. */
  up(): void;
  /** It has ended. Idempotent. */
  free(): void;
}

/**
 * Places for SUT instances that run at the same time. Who asks first is served first. Instances start one after the other: nearly all
 * the processor time of an instance goes into its start, and several at once would keep those that are running from answering in time.
 */
export class InstanceSlots {
  #free: number;
  #starting: symbol | null = null;
  readonly #waiting: ((slot: InstanceSlot) => void)[] = [];

  /** @param count at least 1. */
  constructor(count: number) {
    this.#free = count;
  }

  /** Waits for a place, and until nobody else is starting. */
  take(): Promise<InstanceSlot> {
    const { promise, resolve } = Promise.withResolvers<InstanceSlot>();
    this.#waiting.push(resolve);
    this.#give();
    return promise;
  }

  #give(): void {
    if (this.#free === 0 || this.#starting !== null) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    const own = Symbol('instance');
    this.#free -= 1;
    this.#starting = own;
    let ended = false;
    const up = (): void => {
      if (this.#starting !== own) return;
      this.#starting = null;
      this.#give();
    };
    const free = (): void => {
      if (ended) return;
      ended = true;
      this.#free += 1;
      if (this.#starting === own) this.#starting = null;
      this.#give();
    };
    next({ up, free });
  }
}
