import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../../transport/random.ts';
import { Draft } from './draft.ts';
import { mutate } from './mutate.ts';

const bytes = fc.uint8Array({ maxLength: 40 });

describe('a draft', () => {
  test('inserts as an array does, up to its capacity', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat(), (before, added, place) => {
        const draft = new Draft(50);
        draft.load(before);
        const at = place % (before.length + 1);
        draft.insert(at, added);
        expect([...draft.bytes]).toEqual([...before].toSpliced(at, 0, ...added).slice(0, 50));
      }),
    );
  });

  test('removes as an array does', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat({ max: 60 }), (before, place, count) => {
        const draft = new Draft(50);
        draft.load(before);
        const at = place % (before.length + 1);
        draft.remove(at, count);
        expect([...draft.bytes]).toEqual([...before].toSpliced(at, count));
      }),
    );
  });

  test('stays within its capacity whatever is done to it, and leaves its surroundings alone', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.integer(), (start, donor, seed) => {
        const draft = new Draft(50);
        draft.load(start);
        const random = seededRandom(seed);
        const words = [Uint8Array.of(1, 2, 3, 4)];
        for (let step = 0; step < 50; step++) {
          mutate(draft, { random, dictionary: words, other: () => donor });
          expect(draft.length).toBeLessThanOrEqual(50);
          const outside = new Uint8Array(draft.bytes.buffer).filter(
            (_, index) => index < draft.bytes.byteOffset || index >= draft.bytes.byteOffset + draft.length,
          );
          expect(outside.every(byte => byte === 0xa5)).toBe(true);
        }
      }),
    );
  });
});
