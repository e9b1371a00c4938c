import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mutated } from './mutated.arbitrary.ts';

const VALID = Uint8Array.from({ length: 40 }, (_, at) => at + 100);

function counted(samples: readonly Uint8Array[], is: (bytes: Uint8Array) => boolean): number {
  return samples.filter(is).length;
}

describe('mutated bytes', () => {
  const samples = fc.sample(mutated(fc.constant(VALID)), 400);

  test('are changed, cut off, left out, put in and repeated, each of them often', () => {
    const sameLength = (bytes: Uint8Array) => bytes.length === VALID.length;
    expect(
      counted(samples, bytes => sameLength(bytes) && Buffer.compare(bytes, VALID) !== 0),
    ).toBeGreaterThan(20);
    expect(counted(samples, bytes => bytes.length < VALID.length - 3)).toBeGreaterThan(20);
    expect(counted(samples, bytes => bytes.length === VALID.length - 1)).toBeGreaterThan(5);
    expect(counted(samples, bytes => bytes.length > VALID.length)).toBeGreaterThan(20);
    expect(counted(samples, bytes => bytes.length > VALID.length + 4)).toBeGreaterThan(5);
  });

  test('are the valid ones to a large part', () => {
    const known = samples.map(bytes =>
      counted(
        [...bytes].map(byte => Uint8Array.of(byte)),
        ([byte = 0]) => byte >= 100,
      ),
    );
    expect(known.filter(count => count >= 10).length).toBeGreaterThan(200);
  });

  test('have characters of a syntax put in more often', () => {
    const braces = (bytes: Uint8Array) => bytes.includes(0x7b);
    const plain = Uint8Array.of(1, 2, 3, 4);
    const often = counted(fc.sample(mutated(fc.constant(plain), '{'), 400), braces);
    expect(often).toBeGreaterThan(
      10 * Math.max(1, counted(fc.sample(mutated(fc.constant(plain)), 400), braces)),
    );
  });

  test('come from nothing as well', () => {
    // At most 4 bytes are put in, and what is there is repeated once, twice.
    fc.assert(fc.property(mutated(fc.constant(new Uint8Array())), bytes => bytes.length <= 16));
    const grown = fc.sample(mutated(fc.constant(new Uint8Array())), 400);
    expect(counted(grown, bytes => bytes.length > 0)).toBeGreaterThan(20);
  });
});
