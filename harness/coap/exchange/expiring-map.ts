import type { Clock } from '../../clock/clock.ts';

/** Since when the entry counts, clock milliseconds. */
interface Dated {
  readonly at: number;
}

/**
 * A map whose entries are gone `lifetime` milliseconds after their `at`.
 * Two generations instead of an ordered scan: each operation takes constant time, however many entries have expired.
 */
export class ExpiringMap<Key, Value extends Dated> {
  readonly #clock: Clock;
  readonly #lifetime: number;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  #youngSince: number;

  constructor(clock: Clock, lifetime: number) {
    this.#clock = clock;
    this.#lifetime = lifetime;
    this.#youngSince = clock.now();
  }

  get(key: Key): Value | undefined {
    const value = this.#young.get(key) ?? this.#old.get(key);
    return value !== undefined && this.#clock.now() - value.at < this.#lifetime ? value : undefined;
  }

  set(key: Key, value: Value): void {
    this.#age();
    this.#young.set(key, value);
  }

  delete(key: Key): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  /** When the entry of this key is gone, clock milliseconds; null when it is. */
  expiryOf(key: Key): number | null {
    const value = this.get(key);
    return value === undefined ? null : value.at + this.#lifetime;
  }

  #age(): void {
    const now = this.#clock.now();
    if (now - this.#youngSince < this.#lifetime) return;
    // What is old was set before the young generation began, so all of it has expired.
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngSince = now;
  }
}
