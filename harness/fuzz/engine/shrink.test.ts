import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shrink } from './shrink.ts';

describe('shrinking', () => {
  test('leaves only what matters, and zeros where anything does', () => {
    const input = new Uint8Array(200).fill(7).with(120, 0xff).with(150, 0xfe);
    const holds = (bytes: Uint8Array) => bytes.includes(0xff) && bytes.includes(0xfe) && bytes.length > 2;
    expect([...shrink(input, holds)].toSorted((a, b) => a - b)).toEqual([0, 0xfe, 0xff]);
  });

  test('never gives an input that does not hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat({ max: 255 }), (bytes, threshold) => {
        const holds = (each: Uint8Array) => each.reduce((sum, byte) => sum + byte, 0) >= threshold;
        fc.pre(holds(bytes));
        expect(holds(shrink(bytes, holds))).toBe(true);
      }),
    );
  });
});
