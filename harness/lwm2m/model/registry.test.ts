import { describe, expect, test } from '@jest/globals';
import { ContentFormat, contentFormatName } from '../content/content-format.ts';
import { ARGUMENT_LIST } from '../execute-arguments.ts';
import { resourceDefinition } from './object-definition.ts';
import { definitionOf, OBJECT_DEFINITIONS } from './registry.ts';

describe('object definitions', () => {
  test('are found by id', () => {
    expect(OBJECT_DEFINITIONS.map(({ id }) => definitionOf(id)?.id)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 3303, 3311,
    ]);
    expect(definitionOf(9)).toBeUndefined();
  });

  test.each(OBJECT_DEFINITIONS)('of $id $name has each resource once, in order', ({ resources }) => {
    const ids = resources.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  });

  test.each(OBJECT_DEFINITIONS)(
    'of $id $name gives no value to what is executed, and to nothing else',
    object => {
      for (const { operations, type } of object.resources) expect(type === 'None').toBe(operations === 'E');
    },
  );

  test('keep the Security object from every server', () => {
    expect(definitionOf(0)?.resources.every(({ operations }) => operations === 'none')).toBe(true);
  });

  test('carry names, ranges and units', () => {
    expect(resourceDefinition(definitionOf(3), 9)).toEqual({
      id: 9,
      name: 'Battery Level',
      operations: 'R',
      multiple: false,
      mandatory: false,
      type: 'Integer',
      range: { min: 0, max: 100 },
      unit: '%',
    });
    expect(resourceDefinition(definitionOf(5), 4)).toBeUndefined();
    expect(resourceDefinition(undefined, 0)).toBeUndefined();
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
