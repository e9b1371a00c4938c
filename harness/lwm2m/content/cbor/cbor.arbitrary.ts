/** CBOR items in every way they can be written, with what they mean, for property tests. */
import fc from 'fast-check';
import { anyCharacter } from '../../../property/any-character.arbitrary.ts';
import { type CborEntry, type CborItem, keyOf } from './cbor-item.ts';

export interface WrittenItem {
  readonly bytes: readonly number[];
  /** Every offset 0. */
  readonly item: CborItem;
}

const offset = 0;
const BREAK = 0xff;
const INDEFINITE = 31;
const utf8Encoder = new TextEncoder();

const anyArgument = fc
  .constantFrom(5n, 8n, 16n, 32n, 64n)
  .chain(bits => fc.bigInt({ min: 0n, max: 2n ** bits - 1n }));

/** Widths of arguments from the shortest possible to `longer` steps more. */
function head(major: number, argument: number | bigint, longer: number): number[] {
  const value = BigInt(argument);
  const shortest = value < 24n ? 0 : value < 2n ** 8n ? 1 : value < 2n ** 16n ? 2 : value < 2n ** 32n ? 3 : 4;
  const step = Math.min(4, shortest + longer);
  if (step === 0) return [(major << 5) | Number(value)];
  const bytes = 2 ** (step - 1);
  const digits = value.toString(16).padStart(bytes * 2, '0');
  return [(major << 5) | (23 + step), ...Buffer.from(digits, 'hex')];
}

const longer = fc.constantFrom(0, 0, 0, 1, 2, 4);

function plain(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const anyInteger: fc.Arbitrary<WrittenItem> = fc
  .tuple(anyArgument, fc.boolean(), longer)
  .map(([argument, negative, more]) => ({
    bytes: head(negative ? 1 : 0, argument, more),
    item: { kind: 'integer', value: plain(negative ? -1n - argument : argument), offset },
  }));

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const anyFloat: fc.Arbitrary<WrittenItem> = fc
  .tuple(fc.constantFrom(2, 4, 8), fc.uint8Array({ minLength: 8, maxLength: 8 }))
  .map(([width, bits]) => {
    const view = new DataView(bits.buffer, bits.byteOffset);
    const value =
      width === 2 ? half(view.getUint16(0)) : width === 4 ? view.getFloat32(0) : view.getFloat64(0);
    const info = width === 2 ? 25 : width === 4 ? 26 : 27;
    return {
      bytes: [0xe0 | info, ...bits.subarray(0, width)],
      item: { kind: 'float', value, width: width === 2 ? 2 : width === 4 ? 4 : 8, offset },
    };
  });

/** Chunks make a string of indefinite length; one alone may also be of definite length. */
function stringOf(major: number, chunks: readonly Uint8Array[], definite: boolean, more: number): number[] {
  const written = chunks.flatMap(chunk => [...head(major, chunk.length, more), ...chunk]);
  return definite && chunks.length === 1 ? written : [(major << 5) | INDEFINITE, ...written, BREAK];
}

const anyBytes: fc.Arbitrary<WrittenItem> = fc
  .tuple(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 }), fc.boolean(), longer)
  .map(([chunks, definite, more]) => ({
    bytes: stringOf(2, chunks, definite, more),
    item: { kind: 'bytes', value: new Uint8Array(Buffer.concat(chunks)), offset },
  }));

const anyText: fc.Arbitrary<WrittenItem> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.string({ unit: anyCharacter, maxLength: 40 }),
        fc.constantFrom('\ufeff', 'a\ufffd', '/3/0/'),
      ),
      {
        maxLength: 3,
      },
    ),
    fc.boolean(),
    longer,
  )
  .map(([chunks, definite, more]) => ({
    bytes: stringOf(
      3,
      chunks.map(chunk => utf8Encoder.encode(chunk)),
      definite,
      more,
    ),
    item: { kind: 'text', value: chunks.join(''), offset },
  }));

const anySimple: fc.Arbitrary<WrittenItem> = fc
  .oneof(fc.nat({ max: 23 }), fc.integer({ min: 32, max: 255 }))
  .map(value => ({
    bytes: value < 24 ? [0xe0 | value] : [0xf8, value],
    item:
      value === 20 || value === 21
        ? { kind: 'boolean', value: value === 21, offset }
        : { kind: 'simple', value, offset },
  }));

function arrayOf(items: readonly WrittenItem[], definite: boolean, more: number): WrittenItem {
  const inside = items.flatMap(({ bytes }) => bytes);
  return {
    bytes: definite ? [...head(4, items.length, more), ...inside] : [0x9f, ...inside, BREAK],
    item: { kind: 'array', items: items.map(({ item }) => item), offset },
  };
}

function mapOf(
  pairs: readonly (readonly [WrittenItem, WrittenItem])[],
  definite: boolean,
  more: number,
): WrittenItem {
  const inside = pairs.flatMap(([key, value]) => [...key.bytes, ...value.bytes]);
  const entries = pairs.map(([key, value]): CborEntry => ({ key: key.item, value: value.item }));
  return {
    bytes: definite ? [...head(5, pairs.length, more), ...inside] : [0xbf, ...inside, BREAK],
    item: { kind: 'map', entries, offset },
  };
}

/** No deeper than six. */
export const anyWrittenItem: fc.Arbitrary<WrittenItem> = fc.letrec<{ item: WrittenItem }>(tie => ({
  item: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.oneof(anyInteger, anyFloat, anyBytes, anyText, anySimple),
    fc
      .tuple(fc.array(tie('item'), { maxLength: 5 }), fc.boolean(), longer)
      .map(([items, definite, more]) => arrayOf(items, definite, more)),
    fc
      .tuple(
        fc.uniqueArray(fc.tuple(fc.oneof(anyInteger, anyText, tie('item')), tie('item')), {
          selector: ([key]) => keyOf(key.item),
          maxLength: 5,
        }),
        fc.boolean(),
        longer,
      )
      .map(([pairs, definite, more]) => mapOf(pairs, definite, more)),
    fc.tuple(anyArgument, tie('item'), longer).map(([tag, { bytes, item }, more]) => ({
      bytes: [...head(6, tag, more), ...bytes],
      item: { kind: 'tag' as const, tag: plain(tag), content: item, offset },
    })),
  ),
})).item;

/** The item without its offsets, to compare it with what was written. */
export function unlocated(item: CborItem): CborItem {
  switch (item.kind) {
    case 'array':
      return { ...item, items: item.items.map(unlocated), offset };
    case 'map':
      return {
        ...item,
        entries: item.entries.map(({ key, value }) => ({ key: unlocated(key), value: unlocated(value) })),
        offset,
      };
    case 'tag':
      return { ...item, content: unlocated(item.content), offset };
    default:
      return { ...item, offset };
  }
}
