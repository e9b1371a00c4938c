import type { ResourceType } from '../../value.ts';
import type { Interval } from '../range.ts';
import type { Candidate } from './value-case.ts';

/** Where the encodings of 1, 2, 4 and 8 bytes end, signed and unsigned. */
const WIDTHS: readonly bigint[] = [7n, 8n, 15n, 16n, 31n, 32n, 63n, 64n];
/** Of a definition with very many intervals, so many are enough. */
const INTERVALS = 16;
const BEFORE_1970 = 'whether a Time may lie before 1970 is not said';

export function wholeNumbers(type: ResourceType, intervals: readonly Interval[]): readonly Candidate[] {
  return [...moments(type), ...basics(), ...boundaries(intervals, 1n)].map(candidate =>
    type === 'Time' && (candidate.value as bigint) < 0n ? { doubt: BEFORE_1970, ...candidate } : candidate,
  );
}

function* basics(): Iterable<Candidate> {
  yield { label: 'zero', value: 0n };
  yield { label: 'one', value: 1n };
  yield { label: 'minus-one', value: -1n };
  for (const bits of WIDTHS) {
    const power = 2n ** bits;
    yield { label: `2-to-${bits}-minus-1`, value: power - 1n };
    yield { label: `2-to-${bits}`, value: power };
    yield { label: `minus-2-to-${bits}`, value: -power };
    yield { label: `minus-2-to-${bits}-minus-1`, value: -power - 1n };
  }
}

function* moments(type: ResourceType): Iterable<Candidate> {
  if (type !== 'Time') return;
  yield { label: 'last-second-of-signed-32-bit', value: 2_147_483_647n };
  yield { label: 'first-second-after-signed-32-bit', value: 2_147_483_648n };
  yield { label: 'year-2100', value: 4_102_444_800n };
  yield { label: 'first-second-after-unsigned-32-bit', value: 4_294_967_296n };
}

export function floats(intervals: readonly Interval[]): readonly Candidate[] {
  const notFinite = 'the text of the data types neither allows nor forbids a number that is not finite';
  return [
    { label: 'zero', value: 0 },
    { label: 'minus-zero', value: -0 },
    { label: 'one', value: 1 },
    { label: 'minus-one', value: -1 },
    { label: 'half', value: 0.5 },
    { label: 'not-exact-in-4-bytes', value: 0.1 },
    { label: 'whole-not-exact-in-4-bytes', value: 2 ** 24 + 1 },
    { label: 'least-in-4-bytes', value: 2 ** -149 },
    { label: 'greatest-in-4-bytes', value: (2 - 2 ** -23) * 2 ** 127 },
    { label: 'least-in-8-bytes', value: Number.MIN_VALUE },
    { label: 'minus-least-in-8-bytes', value: -Number.MIN_VALUE },
    { label: 'greatest-in-8-bytes', value: Number.MAX_VALUE },
    { label: 'minus-greatest-in-8-bytes', value: -Number.MAX_VALUE },
    { label: 'infinity', value: Number.POSITIVE_INFINITY, doubt: notFinite },
    { label: 'minus-infinity', value: Number.NEGATIVE_INFINITY, doubt: notFinite },
    { label: 'not-a-number', value: Number.NaN, doubt: notFinite },
    ...boundaries(intervals, 1),
  ];
}

function* boundaries(intervals: readonly Interval[], step: bigint | number): Iterable<Candidate> {
  for (const [index, { min, max }] of intervals.slice(0, INTERVALS).entries()) {
    const prefix = index === 0 ? '' : `interval-${index + 1}-`;
    yield { label: `${prefix}min`, value: min };
    yield { label: `${prefix}max`, value: max };
    yield { label: `${prefix}min-minus-1`, value: moved(min, -step) };
    yield { label: `${prefix}min-plus-1`, value: moved(min, step) };
    yield { label: `${prefix}max-minus-1`, value: moved(max, -step) };
    yield { label: `${prefix}max-plus-1`, value: moved(max, step) };
  }
}

/** Both are of one kind: bigint for whole numbers, number for floats. */
function moved(end: bigint | number, by: bigint | number): bigint | number {
  return typeof end === 'bigint' ? end + BigInt(by) : end + Number(by);
}
