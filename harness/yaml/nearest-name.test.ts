import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, nearestName, nearestNames } from './nearest-name.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), maxLength: 8 });

describe('The edit distance', () => {
  test('is a metric: zero for the same only, symmetric, never longer by a detour', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });

  test.each([
    ['attr.pmin', 'attr.pmn', 1],
    ['HLF-022', 'HLF-002', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('from %j to %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
});

describe('The nearest name', () => {
  const names = ['HLF-001', 'attr.pmin', 'attr.pmax', 'registration.bv.update-lifetime'];

  test.each([
    ['hlf-01', 'HLF-001'],
    ['attr.pmn', 'attr.pmin'],
    ['registration.bv.update-lifetme', 'registration.bv.update-lifetime'],
    ['ATTR.PMAX', 'attr.pmax'],
  ])('to %j is %j', (name, nearest) => {
    expect(nearestName(name, names)).toBe(nearest);
  });

  test('has others beside it, each once, the nearest first', () => {
    expect(nearestNames('attr.pmi', [...names, ...names], 3)).toEqual(['attr.pmin', 'attr.pmax']);
    expect(nearestNames('attr.pmi', names, 1)).toEqual(['attr.pmin']);
  });

  test('is the first of those that are equally near', () => {
    expect(nearestName('ac', ['zzz', 'aa', 'ab'])).toBe('aa');
  });

  test('is none when nothing is near or nothing is there', () => {
    expect(nearestName('something-else-entirely', names)).toBeNull();
    expect(nearestName('HLF-001', [])).toBeNull();
  });

  test('is a candidate at the least distance whenever it is one at all', () => {
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 1 }), (name, candidates) => {
        const nearest = nearestName(name, candidates);
        const least = Math.min(...candidates.map(candidate => editDistance(name, candidate)));
        const found = nearest === null ? null : editDistance(name, nearest);
        expect(found).toBe(least <= Math.max(2, Math.floor(name.length / 3)) ? least : null);
      }),
    );
  });
});
