import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VALUE_TYPES, valueFor } from '../../node.arbitrary.ts';
import { type ResourceType, type Value, valueFits } from '../../value.ts';
import { ofCommonType } from './common-type.ts';

type Typed = readonly [ResourceType, Value];

const typed = (values: readonly Typed[]) => values.map(([type, value]) => ({ type, value }));

describe('values of a common type', () => {
  test.each<[readonly Typed[], ResourceType, readonly Value[]]>([
    [[['String', 'a']], 'String', ['a']],
    // biome-ignore format: a row a case
    [[['Integer', 1n], ['Float', 0.5]], 'Float', [1, 0.5]],
    // biome-ignore format: a row a case
    [[['Integer', 1n], ['Unsigned Integer', 2n ** 64n - 1n]], 'Unsigned Integer', [1n, 2n ** 64n - 1n]],
    // biome-ignore format: a row a case
    [[['Time', 1n], ['Integer', 2n]], 'Time', [1n, 2n]],
    // biome-ignore format: a row a case
    [[['Integer', -1n], ['Unsigned Integer', 2n ** 63n]], 'Float', [-1, 2 ** 63]],
  ])('are, of %p, %s', (values, type, common) => {
    expect(ofCommonType(typed(values))).toEqual({ type, values: common });
  });

  test('are not text and numbers, and not nothing', () => {
    expect(
      ofCommonType(
        typed([
          ['String', '1'],
          ['Integer', 1n],
        ]),
      ),
    ).toBeNull();
    expect(ofCommonType([])).toBeNull();
  });

  test('fit the type that they are given', () => {
    const value = fc
      .constantFrom(...VALUE_TYPES)
      .chain(type => valueFor(type).map((each): Typed => [type, each]));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), values => {
        const common = ofCommonType(typed(values));
        if (common === null) return;
        expect(common.values).toHaveLength(values.length);
        expect(common.values.every(each => valueFits(common.type, each))).toBe(true);
      }),
    );
  });
});
