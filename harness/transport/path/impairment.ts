import type { Random } from '../random.ts';
import { type Fate, LOST, type Passage } from './fate.ts';

/** What an impairment may look at; the random numbers are its own. */
export interface Passing extends Passage {
  /** 1, 2, … among the datagrams that the impairment looks at. */
  readonly index: number;
  readonly random: Random;
}

/** Decides on datagrams of one way, by their number; null leaves one to others. */
export interface Impairment {
  /** The datagrams that it looks at and counts; every one unless given. */
  readonly among?: (bytes: Uint8Array) => boolean;
  readonly decide: (passing: Passing) => Fate | null;
}

type Among = Impairment['among'];

/** Loses the datagram of this number, and as many as told from there on. */
export function lose(nth: number, count = 1): Impairment {
  return { decide: ({ index }) => (index >= nth && index < nth + count ? LOST : null) };
}

/** The datagram of this number comes once more after these milliseconds, or several times. */
export function duplicate(nth: number, ...after: readonly [number, ...number[]]): Impairment {
  return { decide: ({ index }) => (index === nth ? { kind: 'copied', after } : null) };
}

/** The datagram of this number comes once more, right behind the one after it. */
export function echo(nth: number): Impairment {
  return { decide: ({ index }) => (index === nth ? { kind: 'echoed' } : null) };
}

/** The datagram of this number takes as many milliseconds longer. */
export function delay(nth: number, by: number): Impairment {
  return { decide: ({ index }) => (index === nth ? { kind: 'held', for: by } : null) };
}

/** The datagram of this number and the one after it change places. If none follows, it is lost. */
export function swap(nth: number): Impairment {
  return { decide: ({ index }) => (index === nth ? { kind: 'overtaken' } : null) };
}

/** Loses everything for as many milliseconds from the first datagram on. */
export function loseFor(span: number): Impairment {
  let since: number | null = null;
  return {
    decide({ at }) {
      since ??= at;
      return at - since < span ? LOST : null;
    },
  };
}

/** Passes as many datagrams, and nothing more. */
export function cutAfter(count: number): Impairment {
  return { decide: ({ index }) => (index > count ? LOST : null) };
}

/**
 * Loses this share of the datagrams, 0 to 1, as the seed of the run decides, and at most as many in a row of its way as told. With one
 * in a row each way, a request and its answer are both through by the fourth transmission: nobody has a reason to give up
 * (RFC 7252 §4.2, §4.8: five).
 */
export function loseAtRandom(share: number, inARow = Number.POSITIVE_INFINITY): Impairment {
  let lost = 0;
  return {
    decide({ random }) {
      lost = random.next() < share && lost < inARow ? lost + 1 : 0;
      return lost > 0 ? LOST : null;
    },
  };
}

/** Looks at these datagrams only, and counts no others. */
export function among(test: NonNullable<Among>, impairment: Impairment): Impairment {
  return { ...impairment, among: test };
}
