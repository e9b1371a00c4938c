import { describe, expect, test } from '@jest/globals';
import { ContentFormat, contentFormatName } from '../content/content-format.ts';
import { ARGUMENT_LIST } from '../execute-arguments.ts';
import { type DefinitionLookup, type ObjectDefinition, resourceDefinition } from './object-definition.ts';
import { builtInDefinitions, definitionOf, definitionsFor, OBJECT_DEFINITIONS } from './registry.ts';

const EVERY = [...new Set([...builtInDefinitions('1.0'), ...builtInDefinitions('1.1')])];

describe('object definitions', () => {
  test('are found by id', () => {
    expect(OBJECT_DEFINITIONS.map(({ id }) => definitionOf(id)?.id)).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 16, 20],
      ...[3200, 3201, 3303, 3305, 3306, 3308, 3310, 3311, 3312, 3331, 3336, 3342],
    ]);
    expect(definitionOf(99)).toBeUndefined();
  });

  test.each(EVERY)('of $id $name $version has each resource once, in order', ({ resources }) => {
    const ids = resources.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  });

  test.each(EVERY)(
    'of $id $name $version gives no value to what is executed, and to nothing else',
    object => {
      for (const { operations, type } of object.resources) expect(type === 'None').toBe(operations === 'E');
    },
  );

  test.each(EVERY)(
    'of $id $name $version names its id and its version in the URN',
    ({ id, urn, version }) => {
      const owner = id < 2048 ? 'oma' : 'ext';
      expect(urn).toBe(`urn:oma:lwm2m:${owner}:${id}${version === '1.0' ? '' : `:${version}`}`);
    },
  );

  test.each(['1.0', '1.1'] as const)('keep the Security object of LwM2M %s from every server', version => {
    const { resources = [] } = definitionsFor(version)(0) ?? {};
    expect(resources.length).toBeGreaterThan(12);
    expect(resources.every(({ operations }) => operations === 'none')).toBe(true);
  });

  test('carry names, ranges and units', () => {
    expect(resourceDefinition(definitionOf(3), 9)).toEqual({
      ...{
        id: 9,
        name: 'Battery Level',
        operations: 'R',
        multiple: false,
        mandatory: false,
        type: 'Integer',
      },
      range: { kind: 'numbers', intervals: [{ min: 0n, max: 100n }] },
      unit: '%',
    });
    expect(resourceDefinition(definitionOf(5), 4)).toBeUndefined();
    expect(resourceDefinition(undefined, 0)).toBeUndefined();
  });
});

describe('definitions of LwM2M 1.1', () => {
  const later = definitionsFor('1.1');
  const ids = (lookup: DefinitionLookup, object: number) =>
    lookup(object)?.resources.map(({ id }) => id) ?? [];

  test('keep what 1.0 has, and add to it', () => {
    for (const { id } of OBJECT_DEFINITIONS.filter(({ id }) => id !== 10 && id !== 3336)) {
      expect(ids(later, id)).toEqual(expect.arrayContaining(ids(definitionOf, id)));
    }
    expect(ids(definitionOf, 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(ids(later, 1)).toEqual(Array.from({ length: 28 }, (_, id) => id));
    expect(resourceDefinition(later(1), 23)).toMatchObject({
      name: 'Mute Send',
      operations: 'RW',
      type: 'Boolean',
    });
  });

  test('drop what later versions dropped', () => {
    expect(ids(later, 10)).not.toContain(6);
    expect(ids(definitionOf, 3336)).toEqual([5514, 5515, 5516, 5517, 5705]);
    expect(ids(later, 3336)).toEqual([5517, 5518, 5705, 5750, 6042, 6049, 6050, 6051, 6052, 6053]);
  });

  test('demand nothing that 1.0 does not, but for the object that was replaced', () => {
    for (const { id, resources } of builtInDefinitions('1.1').filter(({ id }) => id !== 3336)) {
      const before = new Set(ids(definitionOf, id));
      expect(resources.filter(({ id: resource, mandatory }) => mandatory && !before.has(resource))).toEqual(
        [],
      );
    }
  });

  test('leave open which letters a binding has', () => {
    expect(resourceDefinition(definitionOf(1), 7)?.range).toMatchObject({ kind: 'texts' });
    expect(resourceDefinition(later(1), 7)).not.toHaveProperty('range');
  });

  test('have nothing to say of an object without later version', () => {
    expect(later(3311)).toBe(definitionOf(3311));
  });
});

describe('definitions of a cell', () => {
  const mine: ObjectDefinition = {
    ...{ id: 3303, name: 'Mine', urn: 'urn:oma:lwm2m:x:3303', version: '1.0' },
    ...{ multiple: false, mandatory: false, resources: [] },
  };

  test('come from object files first', () => {
    const lookup = definitionsFor('1.0', [mine]);
    expect(lookup(3303)).toBe(mine);
    expect(lookup(3)).toBe(definitionOf(3));
  });
});

describe('content formats', () => {
  test('have a name each', () => {
    expect(Object.values(ContentFormat).map(contentFormatName)).not.toContain(null);
  });
});

describe('execute arguments', () => {
  test.each(['5', "2='10.3'", "7,0='https://www.oma.org'", '0,1,2,3,4', "0=''"])('allow %j', text => {
    expect(text).toMatch(ARGUMENT_LIST);
  });

  test.each(['', '10', 'a', '5,', ',5', "5='", '5=x', "5='a'b'", "5='a b'", "5='\\'", '5 ,6', '5\n'])(
    'do not allow %j',
    text => {
      expect(text).not.toMatch(ARGUMENT_LIST);
    },
  );
});
