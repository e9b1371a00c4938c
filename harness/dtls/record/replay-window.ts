const WIDTH = 64n;
const MASK = (1n << WIDTH) - 1n;

export type Freshness = 'newest' | 'fresh' | 'replayed' | 'too-old';

/** Sliding window over the sequence numbers of one epoch (RFC 6347 §4.1.2.6), 64 wide. */
export class ReplayWindow {
  #highest = -1;
  /** Bit n: the record `highest - n` was taken. */
  #taken = 0n;

  /** What a sequence number would be, before anything is known of its authenticity. */
  judge(sequence: number): Freshness {
    if (sequence > this.#highest) return 'newest';
    const age = this.#highest - sequence;
    if (age >= Number(WIDTH)) return 'too-old';
    return (this.#taken >> BigInt(age)) & 1n ? 'replayed' : 'fresh';
  }

  /** To be called with authentic records only. */
  take(sequence: number): void {
    if (sequence > this.#highest) {
      const ahead = sequence - this.#highest;
      this.#taken = ahead >= Number(WIDTH) ? 1n : ((this.#taken << BigInt(ahead)) | 1n) & MASK;
      this.#highest = sequence;
    } else {
      this.#taken |= 1n << BigInt(this.#highest - sequence);
    }
  }
}
