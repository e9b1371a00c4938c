/** Our TLV against lwm2m-codec, an independent implementation, in both directions. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import codec from 'lwm2m-codec';
import { breaches } from '../../../coap/message/deviation.ts';
import { type ResourceDefinition, resourceDefinition } from '../../model/object-definition.ts';
import { definitionOf } from '../../model/registry.ts';
import { valueFor } from '../../node.arbitrary.ts';
import type { SingleResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import { isObjectLink, type ResourceType, type Value } from '../../value.ts';
import { tlvCodec } from './tlv-content.ts';

/** Objects whose resources both sides know. */
const OBJECTS = [1, 3, 4, 5, 6, 7, 3303, 3311];

/** Resources that came later than its table. */
const UNDEFINED_THERE = ['5/9', '7/8'];

interface Case {
  readonly object: number;
  readonly resource: number;
  readonly value: Value;
}

/** `reading`: it misreads what we write; `writing`: we misread, or it cannot write, the value. */
type Direction = 'reading' | 'writing';

/** Where the two differ, with a case that shows it, and by what such cases are told. All are errors of the peer. */
const KNOWN: readonly {
  readonly why: string;
  readonly directions: readonly Direction[];
  readonly example: Case;
  readonly is: (each: Case) => boolean;
}[] = [
  {
    why: 'it reads an integer of eight bytes as a double, and a negative one 2^33 too low',
    directions: ['reading'],
    example: { object: 1, resource: 1, value: -(2n ** 40n) },
    is: ({ value }) => typeof value === 'bigint' && widthOf(value) === 8,
  },
  {
    why: 'it splits an integer of eight bytes at 2^32-1',
    directions: ['writing'],
    example: { object: 1, resource: 1, value: 0x5a35_7733_2d81_de82n },
    is: ({ value }) => typeof value === 'bigint' && widthOf(value) === 8,
  },
  {
    why: 'it has no room for the sign of an integer that fills its bytes',
    directions: ['writing'],
    example: { object: 1, resource: 1, value: 128n },
    is: ({ value }) => typeof value === 'bigint' && bytesWithoutSign(value) < widthOf(value),
  },
  {
    why: 'it has floats of four bytes only',
    directions: ['reading', 'writing'],
    example: { object: 6, resource: 0, value: 1.1 },
    is: ({ value }) => typeof value === 'number' && !Object.is(Math.fround(value), value),
  },
  {
    why: 'it writes a resource that cannot be read as text, whatever its type',
    directions: ['writing'],
    example: { object: 5, resource: 0, value: Uint8Array.of(1) },
    is: ({ object, resource }) =>
      operationsOf(object, resource) === 'W' && typeOf(object, resource) !== 'String',
  },
  {
    why: 'it takes bytes that it has no definition for as text in hex',
    directions: ['reading'],
    example: { object: 5, resource: 9, value: 1n },
    is: ({ object, resource }) => UNDEFINED_THERE.includes(`${object}/${resource}`),
  },
  {
    why: 'it has no object links',
    directions: ['reading', 'writing'],
    example: { object: 3, resource: 22, value: { object: 66, instance: 0 } },
    is: ({ value }) => isObjectLink(value),
  },
  {
    why: 'it leaves out a byte of a length of three bytes',
    directions: ['writing'],
    example: { object: 3, resource: 0, value: 'x'.repeat(0x1_0100) },
    is: ({ value }) => typeof value === 'string' && value.length > 0xffff,
  },
];

function isKnown(each: Case, direction: Direction): boolean {
  return KNOWN.some(({ directions, is }) => directions.includes(direction) && is(each));
}

function widthOf(value: bigint): number {
  return [1, 2, 4].find(bytes => BigInt.asIntN(bytes * 8, value) === value) ?? 8;
}

/** Of the magnitude: what the peer takes for the width, and rounds up as we do. */
function bytesWithoutSign(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  return [1, 2, 4].find(bytes => BigInt.asUintN(bytes * 8, magnitude) === magnitude) ?? 8;
}

function definitionAt(object: number, resource: number): ResourceDefinition {
  const definition = resourceDefinition(definitionOf(object), resource);
  if (definition === undefined) throw new TypeError(`No resource /${object}/0/${resource}`);
  return definition;
}

const typeOf = (object: number, resource: number): ResourceType => definitionAt(object, resource).type;
const operationsOf = (object: number, resource: number): string => definitionAt(object, resource).operations;

const pathOf = ({ object, resource }: Case): Lwm2mPath => ({ object, instance: 0, resource });
const nodeOf = ({ object, resource, value }: Case): SingleResourceNode => ({
  kind: 'single',
  id: resource,
  type: typeOf(object, resource),
  value,
});

/** The value as the peer has it. */
function plain(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value;
}

/** What the peer makes of what we write. */
function readThere(each: Case): unknown {
  const path = pathOf(each);
  return codec.decode('tlv', formatPath(path), Buffer.from(tlvCodec.encode(path, nodeOf(each))));
}

/** What the peer writes; null where it throws. */
function writtenThere(each: Case): Uint8Array | null {
  try {
    return new Uint8Array(codec.encode('tlv', formatPath(pathOf(each)), plain(each.value)));
  } catch {
    return null;
  }
}

/** Integers of every width alike. */
function anyValue(type: ResourceType): fc.Arbitrary<Value> {
  const value = valueFor(type);
  if (type !== 'Integer' && type !== 'Time') return value;
  return fc
    .tuple(value, fc.constantFrom(8, 16, 24, 32, 64))
    .map(([each, bits]) => (typeof each === 'bigint' ? BigInt.asIntN(bits, each) : each));
}

const anyCase: fc.Arbitrary<Case> = fc
  .constantFrom(
    // A resource instance it takes for an instance of the resource that has the same id, so that no multiple one is right.
    ...OBJECTS.flatMap(object =>
      (definitionOf(object)?.resources ?? []).map(each => ({ object, ...each })),
    ).filter(({ multiple, type }) => !multiple && type !== 'None'),
  )
  .chain(({ object, id: resource, type }) => anyValue(type).map(value => ({ object, resource, value })));

describe('TLV here and in lwm2m-codec', () => {
  test('is read there as it is written here', () => {
    fc.assert(
      fc.property(anyCase, each => {
        fc.pre(!isKnown(each, 'reading'));
        expect(readThere(each)).toEqual(plain(each.value));
      }),
      { numRuns: 500 },
    );
  });

  test('is read here as it is written there, which are the same bytes', () => {
    fc.assert(
      fc.property(anyCase, each => {
        fc.pre(!isKnown(each, 'writing'));
        const bytes = writtenThere(each);
        expect(bytes).toEqual(tlvCodec.encode(pathOf(each), nodeOf(each)));
        const { node, deviations } = tlvCodec.decode(pathOf(each), bytes ?? new Uint8Array(), definitionOf);
        expect(breaches(deviations)).toEqual([]);
        expect(node).toEqual(nodeOf(each));
      }),
      { numRuns: 500 },
    );
  });

  const examples = KNOWN.flatMap(known => known.directions.map(direction => ({ ...known, direction })));
  test.each(examples)('still differs in $direction: $why', ({ example, is, direction }) => {
    expect(is(example)).toBe(true);
    if (direction === 'reading') expect(readThere(example)).not.toEqual(plain(example.value));
    else expect(writtenThere(example)).not.toEqual(tlvCodec.encode(pathOf(example), nodeOf(example)));
  });

  test('still differs in every multiple resource', () => {
    const path = { object: 3, instance: 0, resource: 6 };
    const bytes = tlvCodec.encode(path, {
      kind: 'multiple',
      id: 6,
      type: 'Integer',
      values: new Map([[0, 1n]]),
    });
    expect(codec.decode('tlv', '/3/0/6', Buffer.from(bytes))).not.toEqual({ 0: 1 });
  });
});
