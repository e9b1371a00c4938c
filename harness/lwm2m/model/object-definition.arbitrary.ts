/** Object definitions of every shape, for property tests. */
import fc from 'fast-check';
import { MAX_ID } from '../path.ts';
import type { ResourceType } from '../value.ts';
import type { ObjectDefinition, ResourceDefinition } from './object-definition.ts';
import type { Interval, Range } from './range.ts';

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const UINT64 = { min: 0n, max: 2n ** 64n - 1n };

/** A name as XML carries it: no white space but single spaces inside. */
export const anyName: fc.Arbitrary<string> = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map(words => words.map(word => word.replace(/[\s\p{C}]/gu, '')).filter(word => word !== ''))
  .filter(words => words.length > 0)
  .map(words => words.join(' '));

const finite = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map(value => (value === 0 ? 0 : value));
const length = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: Number.MAX_SAFE_INTEGER }));
const word = fc.stringMatching(/^[A-Za-z_][\w.+:/-]{0,9}$/);

function intervals(end: fc.Arbitrary<bigint | number>): fc.Arbitrary<readonly Interval[]> {
  const interval = fc.tuple(end, end).map(([a, b]) => (a <= b ? { min: a, max: b } : { min: b, max: a }));
  return fc.array(interval, { minLength: 1, maxLength: 4 });
}

/** A range that a definition of that type can have; there is none for the types that no number or text limits. */
export function rangeFor(type: ResourceType): fc.Arbitrary<Range> | null {
  const numbers = (end: fc.Arbitrary<bigint | number>): fc.Arbitrary<Range> =>
    intervals(end).map(each => ({ kind: 'numbers', intervals: each }));
  const lengths = intervals(length).map((each): Range => ({ kind: 'lengths', intervals: each }));
  switch (type) {
    case 'Integer':
    case 'Time':
      return numbers(fc.bigInt(INT64));
    case 'Unsigned Integer':
      return numbers(fc.bigInt(UINT64));
    case 'Float':
      return numbers(finite);
    case 'Opaque':
      return lengths;
    case 'String':
      return fc.oneof(
        lengths,
        fc
          .uniqueArray(word, { minLength: 2, maxLength: 5 })
          .map((texts): Range => ({ kind: 'texts', texts })),
      );
    case 'Boolean':
    case 'Objlnk':
    case 'None':
      return null;
  }
}

const TYPES = [
  'String',
  'Integer',
  'Unsigned Integer',
  'Float',
  'Boolean',
  'Opaque',
  'Time',
  'Objlnk',
] as const;

export const anyResource: fc.Arbitrary<ResourceDefinition> = fc
  .tuple(fc.constantFrom<ResourceType>(...TYPES, 'None'), fc.constantFrom('R', 'W', 'RW', 'none'))
  .chain(([type, operations]) => {
    const range = rangeFor(type);
    return fc.record(
      {
        id: fc.nat({ max: MAX_ID }),
        name: anyName,
        operations: fc.constant(type === 'None' ? ('E' as const) : operations),
        multiple: fc.boolean(),
        mandatory: fc.boolean(),
        type: fc.constant(type),
        unit: anyName,
        ...(range === null ? {} : { range }),
      },
      { requiredKeys: ['id', 'name', 'operations', 'multiple', 'mandatory', 'type'] },
    );
  }) as fc.Arbitrary<ResourceDefinition>;

export const anyObjectDefinition: fc.Arbitrary<ObjectDefinition> = fc
  .record({
    id: fc.nat({ max: MAX_ID }),
    name: anyName,
    owner: fc.constantFrom('oma', 'ext', 'x'),
    version: fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })).map(([major, minor]) => `${major}.${minor}`),
    multiple: fc.boolean(),
    mandatory: fc.boolean(),
    resources: fc.uniqueArray(anyResource, { selector: ({ id }) => id, minLength: 1, maxLength: 8 }),
  })
  .map(({ owner, ...rest }) => ({
    ...rest,
    urn: `urn:oma:lwm2m:${owner}:${rest.id}${rest.version === '1.0' ? '' : `:${rest.version}`}`,
    resources: rest.resources.toSorted((a, b) => a.id - b.id),
  }));

/** Several of them, each id once. */
export const anyObjectDefinitions: fc.Arbitrary<readonly ObjectDefinition[]> = fc.uniqueArray(
  anyObjectDefinition,
  { selector: ({ id }) => id, minLength: 1, maxLength: 3 },
);
