import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VALUE_TYPES } from '../node.arbitrary.ts';
import type { ResourceType, Value } from '../value.ts';
import { rangeFor } from './object-definition.arbitrary.ts';
import { formatRange, inRange, parseRange } from './range.ts';

function shown(type: ResourceType, text: string): string | null {
  const range = parseRange(type, text);
  return range === null ? null : `${range.kind} ${formatRange(range)}`;
}

describe('parseRange', () => {
  test.each<[ResourceType, string, string | null]>([
    ['Integer', '0..100', 'numbers 0..100'],
    ['Integer', ' 1 - 65534 ', 'numbers 1..65534'],
    ['Integer', '-110..-48', 'numbers -110..-48'],
    ['Integer', '-110 - -48', 'numbers -110..-48'],
    ['Integer', '-10-5', 'numbers -10..5'],
    ['Integer', '0 to 7', 'numbers 0..7'],
    ['Integer', '0x00..0xFF', 'numbers 0..255'],
    ['Integer', '0,1,2', 'numbers 0..0,1..1,2..2'],
    ['Integer', '0..3; 7', 'numbers 0..3,7..7'],
    [
      'Integer',
      '-9223372036854775808..9223372036854775807',
      'numbers -9223372036854775808..9223372036854775807',
    ],
    ['Unsigned Integer', '0..18446744073709551615', 'numbers 0..18446744073709551615'],
    ['Unsigned Integer', '8-bit', 'numbers 0..255'],
    ['Time', '0..2147483647', 'numbers 0..2147483647'],
    ['Float', '-0.5..1e3', 'numbers -0.5..1000'],
    ['Float', '-0..1', 'numbers 0..1'],
    ['String', '0..255', 'lengths 0..255 bytes'],
    ['String', '0-255 bytes', 'lengths 0..255 bytes'],
    ['String', 'U,UQ, S', 'texts U,UQ,S'],
    ['String', '"on","off"', 'texts on,off'],
    ['Opaque', '16,32,48 bytes', 'lengths 16..16,32..32,48..48 bytes'],
    ['Opaque', '16-32-48 bytes', 'lengths 16..16,32..32,48..48 bytes'],
    ['Opaque', '6 bytes', 'lengths 6..6 bytes'],
    ['Opaque', '8 bit', 'lengths 1..1 bytes'],
    ['Integer', '', null],
    ['Float', '  ', null],
  ])('reads for %s %j as %j', (type, text, range) => {
    expect(shown(type, text)).toBe(range);
  });

  test.each<[ResourceType, string]>([
    ['Integer', '255'],
    ['Integer', '100..0'],
    ['Integer', '16-bit'],
    ['Integer', '0..1.5'],
    ['Integer', '0..9223372036854775808'],
    ['Unsigned Integer', '-1..5'],
    ['Unsigned Integer', '65-bit'],
    ['Integer', '1..2..3'],
    ['Integer', '0 = off, 1 = on'],
    ['Integer', '-110--48x'],
    ['Float', '0..1 bytes'],
    ['Float', '0x1..0x2'],
    ['String', '32 bytes'],
    ['String', 'see the description'],
    ['String', 'only'],
    ['Opaque', '255'],
    ['Opaque', '7 bit'],
    ['Boolean', '0..1'],
    ['Objlnk', '0..65535'],
  ])('keeps for %s the text %j, which only a person understands', (type, text) => {
    expect(parseRange(type, text)).toEqual({ kind: 'unread', text });
  });

  test('reads back every range that can be written', () => {
    const typed = fc
      .constantFrom(...VALUE_TYPES)
      .chain(type => (rangeFor(type) ?? fc.constant(null)).map(range => ({ type, range })));
    fc.assert(
      fc.property(typed, ({ type, range }) => {
        fc.pre(range !== null);
        if (range !== null) expect(parseRange(type, formatRange(range))).toEqual(range);
      }),
    );
  });

  test('is total, and what it makes of a text it makes of its own writing', () => {
    const piece = fc.constantFrom(
      '0',
      '255',
      '-',
      '..',
      ',',
      ' ',
      'bytes',
      'bit',
      '0x',
      'e',
      '.',
      'U',
      '"',
      ';',
      '–',
      "'",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom<ResourceType>(...VALUE_TYPES, 'None'), text, (type, given) => {
        const range = parseRange(type, given);
        if (range !== null) expect(parseRange(type, formatRange(range))).toEqual(range);
      }),
    );
  });
});

describe('inRange', () => {
  test.each<[ResourceType, string, Value, boolean]>([
    ['Integer', '0..100', 0n, true],
    ['Integer', '0..100', 100n, true],
    ['Integer', '0..100', 101n, false],
    ['Integer', '0..100', -1n, false],
    ['Integer', '0,2', 1n, false],
    ['Unsigned Integer', '0..18446744073709551614', 2n ** 64n - 1n, false],
    ['Float', '0..1', 1.0000001, false],
    ['Float', '0..1', Number.NaN, false],
    ['String', '0..4', 'éé', true],
    ['String', '0..4', 'ééa', false],
    ['String', 'U,UQ', 'UQ', true],
    ['String', 'U,UQ', 'u', false],
    ['Opaque', '2,4 bytes', new Uint8Array(4), true],
    ['Opaque', '2,4 bytes', new Uint8Array(3), false],
    ['Integer', 'any', -5n, true],
  ])('says for %s %s that %p: %p', (type, text, value, allowed) => {
    expect(inRange(parseRange(type, text) ?? undefined, value)).toBe(allowed);
  });

  test('allows everything where there is no range', () => {
    expect(inRange(undefined, 'anything')).toBe(true);
  });
});
