import type { Clock } from '../../clock/clock.ts';
import { type Address, formatAddress } from '../../transport/datagram.ts';

interface Seen {
  readonly at: number;
  /** What was sent in answer, so that a duplicate gets the same bytes; null while there is none. */
  answer: Uint8Array | null;
}

/** Message ids seen per peer within EXCHANGE_LIFETIME (RFC 7252 §4.5). */
export class Deduplication {
  readonly #clock: Clock;
  readonly #lifetime: number;
  readonly #seen = new Map<string, Seen>();

  constructor(clock: Clock, lifetime: number) {
    this.#clock = clock;
    this.#lifetime = lifetime;
  }

  /** Registers the message id; true when it is a duplicate. */
  isDuplicate(peer: Address, messageId: number): boolean {
    this.#forgetExpired();
    const key = keyOf(peer, messageId);
    if (this.#seen.has(key)) return true;
    this.#seen.set(key, { at: this.#clock.now(), answer: null });
    return false;
  }

  remember(peer: Address, messageId: number, answer: Uint8Array): void {
    const entry = this.#seen.get(keyOf(peer, messageId));
    if (entry !== undefined) entry.answer = answer;
  }

  answerTo(peer: Address, messageId: number): Uint8Array | null {
    return this.#seen.get(keyOf(peer, messageId))?.answer ?? null;
  }

  #forgetExpired(): void {
    const horizon = this.#clock.now() - this.#lifetime;
    // Insertion order is time order, so the first entry that is young enough ends the search.
    for (const [key, entry] of this.#seen) {
      if (entry.at > horizon) return;
      this.#seen.delete(key);
    }
  }
}

function keyOf(peer: Address, messageId: number): string {
  return `${formatAddress(peer)}#${messageId}`;
}
