/** Which way a datagram goes, seen from the tester: to the SUT, or from it. */
export type Way = 'to-sut' | 'from-sut';

/** A datagram on its way. */
export interface Passage {
  readonly way: Way;
  readonly bytes: Uint8Array;
  /** Milliseconds of the clock. */
  readonly at: number;
}

/** What becomes of one datagram. Times in milliseconds from now. */
export type Fate =
  | { readonly kind: 'pass' }
  | { readonly kind: 'lost' }
  /** It passes now, and once more for each of these times. */
  | { readonly kind: 'copied'; readonly after: readonly number[] }
  | { readonly kind: 'held'; readonly for: number }
  /** It passes now, and once more right behind the next datagram of the same way. */
  | { readonly kind: 'echoed' }
  /** Until the next datagram of the same way has passed. */
  | { readonly kind: 'overtaken' };

/**
 * What the path did to a datagram, as the record tells: `lost` and `held` came from one side and did not reach the other (yet);
 * `late` is one that was held, `copy` one more of one that has passed.
 */
export type PathEffect = 'lost' | 'held' | 'late' | 'copy';

/** Nothing at all for a datagram that passed as it should. */
export interface PathMark {
  readonly effect: PathEffect;
  /** Number of the frame that this one is `late` for or a `copy` of; absent otherwise, and where nothing is recorded. */
  readonly of?: number;
}

export const PASS: Fate = { kind: 'pass' };
export const LOST: Fate = { kind: 'lost' };
