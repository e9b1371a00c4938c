import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { TLV_VALUE_VECTORS } from '../../../../fixtures/vectors/lwm2m-tlv-values.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { VALUE_TYPES, valueFor } from '../../node.arbitrary.ts';
import type { ResourceType, Value } from '../../value.ts';
import { decodeTlvValue, encodeTlvValue } from './tlv-value.ts';

const LENGTHS: Readonly<Partial<Record<ResourceType, readonly number[]>>> = {
  Integer: [1, 2, 4, 8],
  'Unsigned Integer': [1, 2, 4, 8],
  Time: [1, 2, 4, 8],
  Float: [4, 8],
  Boolean: [1],
  Objlnk: [4],
};
const typed = fc.constantFrom(...VALUE_TYPES).chain(type => fc.tuple(fc.constant(type), valueFor(type)));

describe('bytes of a value', () => {
  test.each(TLV_VALUE_VECTORS)('of type $type are $hex for $value', ({ type, value, hex: shortest }) => {
    expect(encodeTlvValue(type, value)).toEqual(hex(shortest));
    expect(decodeTlvValue(type, hex(shortest))).toEqual({ value, fault: null });
  });

  const longer = TLV_VALUE_VECTORS.flatMap(({ type, value, longer: forms }) =>
    forms.map((form): [ResourceType, string, Value] => [type, form, value]),
  );
  test.each(longer)('of type %s are read as well in the longer form %s', (type, form, value) => {
    expect(decodeTlvValue(type, hex(form))).toEqual({ value, fault: null });
  });

  test('give back the value, whatever its type, without rounding and without losing a sign', () => {
    fc.assert(
      fc.property(typed, ([type, value]) => {
        expect(decodeTlvValue(type, encodeTlvValue(type, value))).toEqual({ value, fault: null });
      }),
    );
  });

  test('give back the value from every longer form', () => {
    const form = fc.record(
      {
        integerBytes: fc.constantFrom(2 as const, 4 as const, 8 as const),
        floatBytes: fc.constant(8 as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(typed, form, ([type, value], longerForm) => {
        const bytes = encodeTlvValue(type, value, longerForm);
        expect(decodeTlvValue(type, bytes)).toEqual({ value, fault: null });
        expect(bytes.length).toBeGreaterThanOrEqual(encodeTlvValue(type, value).length);
      }),
    );
  });

  test('are as many as the longer form asks for', () => {
    const lengths = ([2, 4, 8] as const).map(
      integerBytes => encodeTlvValue('Integer', 1n, { integerBytes }).length,
    );
    expect(lengths).toEqual([2, 4, 8]);
    expect(encodeTlvValue('Float', 1, { floatBytes: 8 })).toHaveLength(8);
  });

  test('that are the shortest for an integer come back the same from a decoded value', () => {
    const type = fc.constantFrom<ResourceType>('Integer', 'Unsigned Integer', 'Time');
    const bytes = fc
      .constantFrom(1, 2, 4, 8)
      .chain(length => fc.uint8Array({ minLength: length, maxLength: length }));
    fc.assert(
      fc.property(type, bytes, (of, given) => {
        const { value } = decodeTlvValue(of, given);
        if (value === null) throw new Error('a legal length was refused');
        const again = encodeTlvValue(of, value);
        // A longer form differs from the shortest by sign extension only.
        expect(given.subarray(given.length - again.length)).toEqual(again);
      }),
    );
  });

  test.each(Object.entries(LENGTHS) as [ResourceType, readonly number[]][])(
    'of type %s are a value in the lengths %j only',
    (type, lengths) => {
      const accepted = Array.from({ length: 12 }, (_, length) => length).filter(
        length => decodeTlvValue(type, new Uint8Array(length)).value !== null,
      );
      expect(accepted).toEqual(lengths);
    },
  );

  test('are a Boolean for 0 and 1 only', () => {
    const accepted = Array.from({ length: 256 }, (_, byte) => byte).filter(
      byte => decodeTlvValue('Boolean', Uint8Array.of(byte)).value !== null,
    );
    expect(accepted).toEqual([0, 1]);
  });

  test.each<[ResourceType, Value]>([
    ['Integer', 2n ** 63n],
    ['Unsigned Integer', -1n],
    ['Unsigned Integer', 2n ** 64n],
    ['Float', 1n],
    ['Boolean', 1n],
    ['String', '\ud800'],
    ['Objlnk', { object: 65536, instance: 0 }],
    ['None', ''],
  ])('are refused to type %s for %p', (type, value) => {
    expect(() => encodeTlvValue(type, value)).toThrow(HarnessBugError);
  });
});
