import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CBOR_VECTORS } from '../../../../fixtures/vectors/cbor.ts';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { growth } from '../../../property/growth.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { anyWrittenItem, unlocated } from './cbor.arbitrary.ts';
import type { CborItem } from './cbor-item.ts';
import { readCbor } from './cbor-read.ts';

const written = anyWrittenItem.map(({ bytes }) => Uint8Array.from(bytes));

/** Every item with the first byte it was read from. */
function* locatedItems(item: CborItem): Generator<CborItem> {
  yield item;
  if (item.kind === 'array') for (const each of item.items) yield* locatedItems(each);
  if (item.kind === 'tag') yield* locatedItems(item.content);
  if (item.kind !== 'map') return;
  for (const { key, value } of item.entries) {
    yield* locatedItems(key);
    yield* locatedItems(value);
  }
}

const MAJOR_TYPES: Readonly<Record<CborItem['kind'], readonly number[]>> = {
  integer: [0, 1],
  bytes: [2],
  text: [3],
  array: [4],
  map: [5],
  tag: [6],
  float: [7],
  boolean: [7],
  simple: [7],
};

describe('CBOR', () => {
  test.each(CBOR_VECTORS)('reads $hex as RFC 8949 does', ({ hex: text, item }) => {
    const read = readCbor(hex(text));
    expect(read.deviations).toEqual([]);
    expect(read.item && unlocated(read.item)).toEqual(item);
  });

  test('gives back every item, however it was written', () => {
    fc.assert(
      fc.property(anyWrittenItem, ({ bytes, item }) => {
        const read = readCbor(Uint8Array.from(bytes));
        expect(breaches(read.deviations)).toEqual([]);
        expect(read.item && unlocated(read.item)).toEqual(item);
      }),
      { numRuns: 500 },
    );
  });

  test('tells where every item was', () => {
    fc.assert(
      fc.property(written, bytes => {
        const { item } = readCbor(bytes);
        const offsets = item === null ? [] : [...locatedItems(item)];
        for (const { kind, offset } of offsets)
          expect(MAJOR_TYPES[kind]).toContain((bytes[offset] ?? 0) >> 5);
        const order = offsets.map(({ offset }) => offset);
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
      }),
    );
  });

  test('gives an item or a fault for whatever bytes it gets', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), mutated(written)), bytes => {
        const { item, deviations } = readCbor(bytes);
        expect(item !== null || breaches(deviations).length > 0).toBe(true);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('reads the bytes in front of a fault no differently for what is behind', () => {
    fc.assert(
      fc.property(written, fc.uint8Array({ minLength: 1, maxLength: 5 }), (bytes, more) => {
        const { item, deviations } = readCbor(Uint8Array.of(...bytes, ...more));
        expect(item).toEqual(readCbor(bytes).item);
        expect(deviations.at(-1)).toMatchObject({ code: 'cbor.trailing', offset: bytes.length });
      }),
    );
  });

  test('has nothing to say about the shortest form of lengths and integers only', () => {
    expect(readCbor(hex('8218181903E8')).deviations).toEqual([]);
    expect(
      readCbor(hex('8218171900FF')).deviations.map(({ code, offset, level }) => [code, offset, level]),
    ).toEqual([
      ['cbor.not-shortest', 1, 'should'],
      ['cbor.not-shortest', 3, 'should'],
    ]);
  });

  test('counts the first of equal keys, also where they are arrays', () => {
    const { item, deviations } = readCbor(hex('A3 820300 01 82190003 00 02 F94000 03'));
    expect(deviations.map(({ code, offset }) => [code, offset])).toEqual([
      ['cbor.not-shortest', 6],
      ['cbor.duplicate-key', 5],
    ]);
    expect(item).toMatchObject({ entries: [{ value: { value: 1 } }, { key: { value: 2 } }] });
  });

  test('tells apart keys that look alike', () => {
    const { deviations } = readCbor(
      hex('A8 01 00 6131 00 4131 00 F93C00 00 8101 00 816131 00 C101 00 A10101 00'),
    );
    expect(deviations).toEqual([]);
  });

  test('reads a Buffer like any other bytes', () => {
    const inside = Buffer.from('00004201026161ffff', 'hex').subarray(2, 5);
    expect(readCbor(inside).item).toEqual({ kind: 'bytes', value: Uint8Array.of(1, 2), offset: 0 });
  });
});

/** Bytes that a reader with a loop inside a loop is slow on. */
const HOSTILE: readonly (readonly [what: string, make: (size: number) => Uint8Array])[] = [
  ['arrays inside each other', size => new Uint8Array(size).fill(0x81)],
  ['tags inside each other', size => new Uint8Array(size).fill(0xc1)],
  ['maps without end', size => new Uint8Array(size).fill(0xbf)],
  [
    'simple values',
    size =>
      new Uint8Array(size)
        .fill(0xe1)
        .fill(0x9f, 0, 1)
        .fill(0xff, size - 1),
  ],
  [
    'chunks of a string',
    size =>
      new Uint8Array(size)
        .fill(0x40)
        .fill(0x5f, 0, 1)
        .fill(0xff, size - 1),
  ],
  [
    'equal keys',
    size =>
      new Uint8Array(size)
        .fill(0x00)
        .fill(0xbf, 0, 1)
        .fill(0xff, size - 1),
  ],
  [
    'keys in keys',
    size => {
      const wrapped = new Uint8Array(size).fill(0x01);
      return wrapped
        .fill(0xbf, 0, 1)
        .fill(0x9f, 1, 14)
        .fill(0xff, size - 14);
    },
  ],
];

describe('CBOR of hostile length', () => {
  test.each(HOSTILE)('takes no more than linear time for %s', (_, make) => {
    const prepare = (size: number) => {
      const bytes = make(size);
      return () => readCbor(bytes);
    };
    // 8 for linear time, 64 for quadratic.
    expect(growth(prepare, 2_000, 8)).toBeLessThan(24);
  });
});
