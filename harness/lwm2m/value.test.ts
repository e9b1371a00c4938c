import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VALUE_TYPES, valueFor } from './node.arbitrary.ts';
import { fromPlain, toPlain } from './plain-value.ts';
import { formatValue, type ResourceType, sameValue, type Value, valueFits } from './value.ts';

const typed = fc.constantFrom(...VALUE_TYPES).chain(type => fc.tuple(fc.constant(type), valueFor(type)));

describe('valueFits', () => {
  test('accepts the values of a type', () => {
    fc.assert(fc.property(typed, ([type, value]) => expect(valueFits(type, value)).toBe(true)));
  });

  test.each<[ResourceType, Value]>([
    ['String', 1n],
    ['String', '\ud800'],
    ['Integer', 1],
    ['Integer', 2n ** 63n],
    ['Integer', -(2n ** 63n) - 1n],
    ['Unsigned Integer', -1n],
    ['Unsigned Integer', 2n ** 64n],
    ['Time', 1367491215],
    ['Float', 1n],
    ['Boolean', 1],
    ['Opaque', 'AA=='],
    ['Objlnk', { object: 65536, instance: 0 }],
    ['Objlnk', { object: 0, instance: 0.5 }],
    ['Objlnk', '66:0'],
    ['None', ''],
  ])('refuses for %s the value %p', (type, value) => {
    expect(valueFits(type, value)).toBe(false);
  });
});

describe('sameValue', () => {
  test('holds between a value and its copy, and not between any two', () => {
    fc.assert(
      fc.property(typed, ([type, value]) => {
        const copy = fromPlain(type, toPlain(value));
        if (copy === null) throw new Error('lost its value');
        expect(sameValue(value, copy)).toBe(true);
      }),
    );
    expect(sameValue('1', 1n)).toBe(false);
    expect(sameValue(1n, 2n)).toBe(false);
    expect(sameValue(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
    expect(sameValue({ object: 1, instance: 2 }, { object: 1, instance: 3 })).toBe(false);
    expect(sameValue(Uint8Array.of(), { object: 0, instance: 0 })).toBe(false);
  });

  test('holds for NaN and for both zeros', () => {
    expect(sameValue(Number.NaN, Number.NaN)).toBe(true);
    expect(sameValue(0, -0)).toBe(true);
  });
});

describe('plain values', () => {
  test('survive JSON', () => {
    fc.assert(
      fc.property(typed, ([type, value]) => {
        const plain = fromPlain(type, JSON.parse(JSON.stringify(toPlain(value))));
        expect(plain !== null && sameValue(plain, value)).toBe(true);
      }),
    );
  });

  test('are written as touchstone-control has them', () => {
    expect(toPlain(42n)).toBe(42);
    expect(toPlain(2n ** 60n)).toBe('1152921504606846976');
    expect(toPlain(Uint8Array.of(1, 2, 3, 4))).toBe('AQIDBA==');
    expect(toPlain({ object: 66, instance: 0 })).toBe('66:0');
  });

  test.each<[ResourceType, unknown]>([
    ['Integer', 1.5],
    ['Integer', 2 ** 60],
    ['Integer', '1e3'],
    ['Integer', '9223372036854775808'],
    ['Integer', true],
    ['Unsigned Integer', -1],
    ['Float', '1.5'],
    ['Boolean', 1],
    ['String', 1],
    ['Opaque', 'AQIDBA'],
    ['Opaque', 'AQI_BA=='],
    ['Objlnk', '66'],
    ['Objlnk', '066:0'],
    ['Objlnk', '65536:0'],
    ['None', null],
    ['String', null],
  ])('refuse for %s the JSON %j', (type, json) => {
    expect(fromPlain(type, json)).toBeNull();
  });
});

describe('formatValue', () => {
  test('writes each kind for people', () => {
    const values: Value[] = ['a"b', 5n, 1.5, true, Uint8Array.of(0xca, 0xfe), { object: 66, instance: 0 }];
    expect(values.map(formatValue)).toEqual(['"a\\"b"', '5', '1.5', 'true', '0xcafe', '66:0']);
    expect(formatValue(new Uint8Array(17))).toBe(`0x${'00'.repeat(16)}… (17 bytes)`);
    expect(formatValue(new Uint8Array())).toBe('no bytes');
  });
});
