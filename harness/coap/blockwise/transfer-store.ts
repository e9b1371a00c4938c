import type { Clock } from '../../clock/clock.ts';

interface Entry<Value> {
  readonly value: Value;
  readonly touched: number;
}

/** State of transfers that are under way: forgotten `lifetime` milliseconds after the last use, the oldest first when it is full. */
export class TransferStore<Value> {
  readonly #clock: Clock;
  readonly #lifetime: number;
  readonly #capacity: number;
  /** The least recently used comes first. */
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(clock: Clock, lifetime: number, capacity: number) {
    this.#clock = clock;
    this.#lifetime = lifetime;
    this.#capacity = capacity;
  }

  /** Finding an entry counts as use. */
  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (this.#hasExpired(entry)) {
      this.#entries.delete(key);
      return undefined;
    }
    this.set(key, entry.value);
    return entry.value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, touched: this.#clock.now() });
    for (const [oldest, entry] of this.#entries) {
      if (this.#entries.size <= this.#capacity && !this.#hasExpired(entry)) return;
      this.#entries.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  #hasExpired({ touched }: Entry<Value>): boolean {
    return this.#clock.now() - touched >= this.#lifetime;
  }
}
