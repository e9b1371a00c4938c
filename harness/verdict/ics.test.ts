import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { and, claimed, type Ics, not, or, type Tri } from './ics.ts';

const tri = fc.constantFrom<Tri>(true, false, 'unset');

describe('Kleene logic of claims', () => {
  test('has its three-valued truth tables', () => {
    const values: Tri[] = [true, 'unset', false];
    expect(values.map(not)).toEqual([false, 'unset', true]);
    expect(values.map(a => values.map(b => and([a, b])))).toEqual([
      [true, 'unset', false],
      ['unset', 'unset', false],
      [false, false, false],
    ]);
    expect(values.map(a => values.map(b => or([a, b])))).toEqual([
      [true, true, true],
      [true, 'unset', 'unset'],
      [true, 'unset', false],
    ]);
  });

  test('obeys its laws', () => {
    fc.assert(
      fc.property(tri, tri, tri, (a, b, c) => {
        expect(not(not(a))).toBe(a);
        expect(not(and([a, b]))).toBe(or([not(a), not(b)]));
        expect(not(or([a, b]))).toBe(and([not(a), not(b)]));
        expect(and([a, b])).toBe(and([b, a]));
        expect(and([a, and([b, c])])).toBe(and([a, b, c]));
        expect(or([a, or([b, c])])).toBe(or([a, b, c]));
        expect(and([a, or([b, c])])).toBe(or([and([a, b]), and([a, c])]));
        expect(and([a, or([a, b])])).toBe(a);
      }),
    );
  });
});

describe('claimed', () => {
  test('takes what is absent as unset, also names that every object has', () => {
    const ics: Ics = { 'object.5': false, 'object.6': true };
    expect(claimed(ics, 'object.5')).toBe(false);
    expect(claimed(ics, 'object.6')).toBe(true);
    expect(claimed(ics, 'object.7')).toBe('unset');
    expect(claimed(ics, 'constructor' as 'object.7')).toBe('unset');
  });
});
