import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Value, valueFits } from '../../value.ts';
import { anyObjectDefinitions } from '../object-definition.arbitrary.ts';
import type { ObjectDefinition, ResourceDefinition } from '../object-definition.ts';
import { inRange, parseRange } from '../range.ts';
import { builtInDefinitions, definitionOf } from '../registry.ts';
import type { ValueCase } from './value-case.ts';
import { casesOfObjects, valueCases } from './value-cases.ts';

function resource(type: ResourceDefinition['type'], range = ''): ResourceDefinition {
  const read = parseRange(type, range);
  const common = { id: 1, name: 'Sample', operations: 'RW', multiple: false, mandatory: false } as const;
  return { ...common, type, ...(read === null ? {} : { range: read }) };
}

function values(cases: readonly ValueCase[], kind: ValueCase['kind']): readonly Value[] {
  return cases.filter(each => each.kind === kind).map(({ value }) => value);
}

/** Whether a case is what it says, judged by the rules of types and ranges. */
function isHonest({ type, range }: ResourceDefinition, each: ValueCase): boolean {
  const fits = valueFits(type, each.value);
  switch (each.kind) {
    case 'legal':
    case 'doubtful':
      return fits && inRange(range, each.value);
    case 'out-of-range':
      return sort(each.value) === sortOf(type) && !(fits && inRange(range, each.value));
    case 'wrong-type':
      return each.type !== type && !fits && valueFits(each.type, each.value);
  }
}

function expectHonest(resource: ResourceDefinition, cases: readonly ValueCase[]): void {
  expect(cases.filter(each => !isHonest(resource, each))).toEqual([]);
  const labels = cases.map(({ label }) => label);
  expect(labels).toEqual([...new Set(labels)]);
}

function sort(value: Value): string {
  if (value instanceof Uint8Array) return 'bytes';
  return typeof value === 'object' ? 'link' : typeof value;
}

function sortOf(type: ResourceDefinition['type']): string {
  const sorts = {
    ...{ String: 'string', Integer: 'bigint', 'Unsigned Integer': 'bigint', Time: 'bigint', Float: 'number' },
    ...{ Boolean: 'boolean', Opaque: 'bytes', Objlnk: 'link', None: 'none' },
  };
  return sorts[type];
}

function expectComplete(objects: readonly ObjectDefinition[]): void {
  const all = [...casesOfObjects(objects)];
  expect(all.map(({ object, resource: { id } }) => `/${object.id}/${id}`)).toEqual(
    objects.flatMap(({ id, resources }) => resources.map(each => `/${id}/${each.id}`)),
  );
  for (const { resource: each, cases } of all) {
    expectHonest(each, cases);
    expect(cases.some(({ kind }) => kind === 'wrong-type')).toBe(true);
  }
}

describe('valueCases', () => {
  test.each(['1.0', '1.1'] as const)(
    'cover every built-in resource of LwM2M %s, each with a legal value',
    version => {
      const objects = builtInDefinitions(version);
      expectComplete(objects);
      for (const { object, resource: each, cases } of casesOfObjects(objects)) {
        const legal = cases.filter(({ kind }) => kind === 'legal').length;
        expect({ at: `/${object.id}/${each.id}`, legal: legal > 0 }).toEqual({
          at: `/${object.id}/${each.id}`,
          legal: each.type !== 'None',
        });
      }
    },
  );

  test('cover every resource of any objects, and are what they say', () => {
    fc.assert(fc.property(anyObjectDefinitions, expectComplete));
  });

  test('are the same each time', () => {
    const device = definitionOf(3);
    expect(device).toBeDefined();
    const once = () => [...casesOfObjects(device === undefined ? [] : [device])];
    expect(once()).toEqual(once());
  });

  test('stand on both sides of every boundary of an Integer', () => {
    const cases = valueCases(resource('Integer', '0..100'), 'definition of /3 1.0');
    expect(values(cases, 'legal')).toEqual(expect.arrayContaining([0n, 1n, 99n, 100n]));
    expect(values(cases, 'out-of-range')).toEqual(
      expect.arrayContaining([-1n, 101n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n]),
    );
    expect(cases.find(({ value }) => value === 101n)).toEqual({
      ...{ kind: 'out-of-range', label: 'max-plus-1', value: 101n },
      ...{ reason: 'outside of 0..100', clause: 'definition of /3 1.0', certainty: 'specified' },
    });
  });

  test('reach the ends of 64 bits, signed and unsigned', () => {
    const integer = valueCases(resource('Integer'));
    expect(values(integer, 'legal')).toEqual(expect.arrayContaining([-(2n ** 63n), 2n ** 63n - 1n]));
    expect(values(integer, 'out-of-range')).toEqual(expect.arrayContaining([2n ** 63n, -(2n ** 63n) - 1n]));
    const unsigned = valueCases(resource('Unsigned Integer'));
    expect(values(unsigned, 'legal')).toEqual(expect.arrayContaining([0n, 2n ** 63n, 2n ** 64n - 1n]));
    expect(values(unsigned, 'out-of-range')).toEqual(expect.arrayContaining([-1n, 2n ** 64n]));
  });

  test('go past 2038, and doubt a Time before 1970', () => {
    const cases = valueCases(resource('Time'));
    expect(values(cases, 'legal')).toEqual(expect.arrayContaining([2_147_483_648n, 4_294_967_296n]));
    expect(values(cases, 'doubtful')).toEqual(expect.arrayContaining([-1n]));
    expect(values(cases, 'doubtful').every(value => (value as bigint) < 0n)).toBe(true);
  });

  test('doubt floats that are not finite, unless a range leaves them out', () => {
    const notFinite = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    const free = valueCases(resource('Float'));
    expect(values(free, 'doubtful')).toEqual(notFinite);
    expect(values(free, 'legal').some(value => Object.is(value, -0))).toBe(true);
    const bound = valueCases(resource('Float', '0..1'));
    expect(values(bound, 'doubtful')).toEqual([]);
    expect(values(bound, 'out-of-range')).toEqual(expect.arrayContaining([...notFinite, 2, -1]));
  });

  test('count the bytes of a String, not its characters', () => {
    const cases = valueCases(resource('String', '0..255 bytes'));
    const longest = cases.find(({ label }) => label === '255-bytes-of-two-byte-characters');
    expect(longest).toMatchObject({ kind: 'legal', value: `${'é'.repeat(127)}a` });
    expect(values(cases, 'legal')).toEqual(expect.arrayContaining(['', 'a'.repeat(255)]));
    expect(values(cases, 'out-of-range')).toEqual(expect.arrayContaining(['a'.repeat(256), 'é'.repeat(128)]));
  });

  test('hold every text of an enumeration, and texts beside it', () => {
    const cases = valueCases(resource('String', 'U,UQ'));
    expect(values(cases, 'legal')).toEqual(['U', 'UQ']);
    expect(values(cases, 'out-of-range')).toEqual(expect.arrayContaining(['', 'Ux', 'u', 'uq']));
  });

  test('lie in and beside the lengths of an Opaque', () => {
    const cases = valueCases(resource('Opaque', '16,32 bytes'));
    expect(values(cases, 'legal').map(value => (value as Uint8Array).length)).toEqual([16, 32]);
    const wrong = values(cases, 'out-of-range').map(value => (value as Uint8Array).length);
    expect(wrong).toEqual(expect.arrayContaining([0, 15, 17, 31, 33, 256]));
  });

  test('know the null link, and doubt half of it', () => {
    const cases = valueCases(resource('Objlnk'));
    expect(values(cases, 'legal')).toContainEqual({ object: 65_535, instance: 65_535 });
    expect(values(cases, 'doubtful')).toContainEqual({ object: 65_535, instance: 0 });
    expect(values(cases, 'out-of-range')).toContainEqual({ object: 65_536, instance: 0 });
  });

  test('blame nobody for a range that is not understood', () => {
    const cases = valueCases(resource('Integer', 'see the manual'));
    expect(values(cases, 'legal')).toEqual([]);
    expect(values(cases, 'doubtful')).toContain(1n);
  });

  test('say where a wrong type shows', () => {
    const evident = (type: ResourceDefinition['type']) =>
      valueCases(resource(type)).flatMap(each =>
        each.kind === 'wrong-type' && each.evidentIn === 'every-format' ? [each.type] : [],
      );
    expect(evident('Integer')).toEqual(['String', 'Opaque']);
    expect(evident('Opaque')).toEqual([]);
    expect(evident('Boolean')).toHaveLength(7);
    expect(evident('Objlnk')).not.toContain('Time');
  });

  test('make nothing of lengths that no memory holds', () => {
    const cases = valueCases(resource('Opaque', '0..9007199254740991 bytes'));
    expect(cases.every(({ value }) => !(value instanceof Uint8Array) || value.length <= 65_536)).toBe(true);
  });
});
