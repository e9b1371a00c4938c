/** Our reader and writer of CBOR against cbor2, an independent implementation of RFC 8949. */
import { describe, expect, test } from '@jest/globals';
import { decode, encode, Simple, Tag } from 'cbor2';
import fc from 'fast-check';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { anyCharacter } from '../../../property/any-character.arbitrary.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { anyInstance } from '../../node.arbitrary.ts';
import { anyWrittenItem } from './cbor.arbitrary.ts';
import type { CborItem } from './cbor-item.ts';
import { readCbor } from './cbor-read.ts';
import { lwm2mCborCodec } from './lwm2m-cbor.ts';
import { senmlCborCodec } from './senml-cbor.ts';

const DECODING = {
  preferBigInt: true,
  preferMap: true,
  ignoreGlobalTags: true,
  rejectDuplicateKeys: true,
} as const;
/** So that 1.0 stays a float, and a bigint becomes an integer. */
const ENCODING = { avoidInts: true, collapseBigInts: true } as const;

/** What cbor2 has for an item. */
function plain(item: CborItem): unknown {
  switch (item.kind) {
    case 'integer':
      return BigInt(item.value);
    case 'array':
      return item.items.map(plain);
    case 'map':
      return new Map(item.entries.map(({ key, value }) => [plain(key), plain(value)]));
    case 'tag':
      return new Tag(item.tag, plain(item.content));
    case 'simple':
      if (item.value === 22) return null;
      return item.value === 23 ? undefined : new Simple(item.value);
    default:
      return item.value;
  }
}

type Outcome = { readonly value: unknown } | 'refused';

function theirs(bytes: Uint8Array): Outcome {
  try {
    return { value: decode(bytes, DECODING) };
  } catch {
    return 'refused';
  }
}

function ours(bytes: Uint8Array): Outcome {
  const { item, deviations } = readCbor(bytes);
  return item === null || breaches(deviations).length > 0 ? 'refused' : { value: plain(item) };
}

/** Where the two differ, with a payload that shows it; `is` tells whether other bytes are such a case. */
const KNOWN: readonly {
  readonly why: string;
  readonly example: string;
  readonly is: (bytes: Uint8Array) => boolean;
}[] = [
  {
    why: 'no format of LwM2M needs the depth that cbor2 allows',
    example: `${'81'.repeat(17)}00`,
    is: bytes => codesOf(bytes).has('cbor.depth'),
  },
  {
    why: 'map keys are equal by their value, however long they are written (RFC 8949 §5.6); cbor2 compares their bytes',
    example: 'a21b0000000000000000000000',
    is: bytes => codesOf(bytes).has('cbor.duplicate-key') && codesOf(bytes).has('cbor.not-shortest'),
  },
];

function codesOf(bytes: Uint8Array): ReadonlySet<string> {
  return new Set(readCbor(bytes).deviations.map(({ code }) => code));
}

function isKnown(bytes: Uint8Array): boolean {
  return KNOWN.some(({ is }) => is(bytes));
}

const written = anyWrittenItem.map(({ bytes }) => Uint8Array.from(bytes));

describe('CBOR here and in cbor2', () => {
  test('is read alike, however it was written', () => {
    fc.assert(
      fc.property(written, bytes => {
        fc.pre(!isKnown(bytes));
        expect(ours(bytes)).toEqual(theirs(bytes));
      }),
      { numRuns: 500 },
    );
  });

  test('is refused alike', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(written), fc.uint8Array({ maxLength: 20 })), bytes => {
        fc.pre(!isKnown(bytes));
        expect(ours(bytes) === 'refused').toBe(theirs(bytes) === 'refused');
      }),
      { numRuns: 1500 },
    );
  });

  test('is read here as it is written there', () => {
    const value = fc.letrec<{ any: unknown }>(tie => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n - 1n }),
        fc.double(),
        fc.float(),
        fc.string({ unit: anyCharacter }),
        fc.uint8Array(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc
          .array(fc.tuple(fc.bigInt({ min: 0n, max: 70_000n }), tie('any')), { maxLength: 4 })
          .map(pairs => new Map(pairs)),
      ),
    })).any;
    fc.assert(
      fc.property(value, each => {
        const { item, deviations } = readCbor(encode(each, ENCODING));
        expect(deviations).toEqual([]);
        expect(item && plain(item)).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  test('is read there as it is written here', () => {
    fc.assert(
      fc.property(anyInstance, fc.constantFrom(lwm2mCborCodec, senmlCborCodec), ({ object, node }, codec) => {
        const bytes = codec.encode({ object, instance: node.id }, node);
        const { item, deviations } = readCbor(bytes);
        expect(deviations).toEqual([]);
        expect(theirs(bytes)).toEqual({ value: item && plain(item) });
      }),
    );
  });

  test.each(KNOWN)('still differs: $why', ({ example, is }) => {
    const bytes = hex(example);
    expect(is(bytes)).toBe(true);
    expect(ours(bytes)).not.toEqual(theirs(bytes));
  });
});
