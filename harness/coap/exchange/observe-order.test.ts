import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isFresher } from './observe-order.ts';

const sequence = fc.nat(2 ** 24 - 1);

describe('isFresher', () => {
  test('takes any step of less than half the numbers as forward, across the wrap too', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: 1, max: 2 ** 23 - 1 }), (start, step) => {
        const earlier = { sequence: start, at: 0 };
        const later = { sequence: (start + step) % 2 ** 24, at: 1 };
        expect(isFresher(earlier, later)).toBe(true);
        expect(isFresher(later, { ...earlier, at: 2 })).toBe(false);
      }),
    );
  });

  test('never takes a repetition as fresh within 128 s, and always after', () => {
    fc.assert(
      fc.property(sequence, fc.nat(300_000), (number, span) => {
        expect(isFresher({ sequence: number, at: 0 }, { sequence: number, at: span })).toBe(span > 128_000);
      }),
    );
  });
});
