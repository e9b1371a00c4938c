import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../property/any-character.arbitrary.ts';
import { growth } from '../../../property/growth.ts';
import { fieldName } from '../../../yaml/mistake.ts';
import { anyObjectDefinitions } from '../object-definition.arbitrary.ts';
import { builtInDefinitions } from '../registry.ts';
import { formatDdf } from './format-ddf.ts';
import { parseDdf } from './parse-ddf.ts';

const FIXTURES = join(import.meta.dirname, '../../../../fixtures/objects');
const GREENHOUSE = readFileSync(join(FIXTURES, 'acme-greenhouse.xml'), 'utf8');

/** What is wrong, as people read it: line, field, problem. */
function mistakesIn(text: string): readonly string[] {
  return parseDdf(text).mistakes.map(({ line, field, problem }) => `${line} ${fieldName(field)}: ${problem}`);
}

function changed(from: string, to: string): string {
  expect(GREENHOUSE).toContain(from);
  return GREENHOUSE.replace(from, to);
}

describe('parseDdf', () => {
  test('reads back every definition that can be written', () => {
    fc.assert(
      fc.property(anyObjectDefinitions, objects => {
        expect(parseDdf(formatDdf(objects))).toEqual({ objects, mistakes: [], notices: [] });
      }),
    );
  });

  test.each(['1.0', '1.1'] as const)('reads back the built-in objects of LwM2M %s', version => {
    const objects = builtInDefinitions(version);
    expect(parseDdf(formatDdf(objects))).toEqual({ objects, mistakes: [], notices: [] });
  });

  test('reads names, operations, instances, types, ranges and units', () => {
    const { objects, mistakes, notices } = parseDdf(GREENHOUSE);
    expect(mistakes).toEqual([]);
    expect(notices.map(({ line, text }) => `${line} ${text}`)).toEqual([
      '129 Corelnk is read as String; whether it is well-formed link format is not checked',
    ]);
    const [object] = objects;
    expect(object).toMatchObject({ id: 33100, name: 'Acme Greenhouse', multiple: true, mandatory: false });
    expect(object?.resources.map(({ type }) => type)).toEqual([
      ...['String', 'Integer', 'Unsigned Integer', 'Float', 'Boolean', 'Opaque', 'Time', 'Objlnk', 'None'],
      ...['Integer', 'String', 'String'],
    ]);
    expect(object?.resources.find(({ id }) => id === 9)).toEqual({
      ...{ id: 9, name: 'Harvest', operations: 'R', multiple: true, mandatory: false, type: 'Integer' },
      range: { kind: 'numbers', intervals: [{ min: 0n, max: 65535n }] },
      unit: 'g',
    });
  });

  test.each(readdirSync(FIXTURES))('reads the fixture %s', name => {
    expect(mistakesIn(readFileSync(join(FIXTURES, name), 'utf8'))).toEqual([]);
  });

  test.each([
    [
      '<Type>Float</Type>',
      '<Type>Flot</Type>',
      '49 Object[33100].Item[3].Type: found "Flot", expected one of',
    ],
    [
      '<Type>Float</Type>',
      '<Type></Type>',
      '49 Object[33100].Item[3].Type: found nothing, expected the type of',
    ],
    [
      '<Operations>E</Operations>',
      '<Operations>RE</Operations>',
      '96 Object[33100].Item[8].Operations: found "RE"',
    ],
    ['<Item ID="4">', '<Item ID="65535">', '54 Object[33100].Item[65535]: found "65535", which is reserved'],
    ['<Item ID="4">', '<Item ID="-4">', '54 Object[33100].Item.-4: found "-4", expected a whole number'],
    ['<Item ID="4">', '<Item>', '54 Object[33100].Item: without the attribute ID'],
    ['<Item ID="4">', '<Item ID="3">', '54 Object[33100].Item[3]: found resource 3 twice, first in line 44'],
    [
      '<Item ID="4">\n',
      '<Item ID="4"><Typ/>\n',
      '54 Object[33100].Item[4].Typ: unknown element, expected one of',
    ],
    ['<Name>Heating</Name>', '<Name/>', '55 Object[33100].Item[4].Name: found nothing, expected a name'],
    ['<Name>Heating</Name>', '', '54 Object[33100].Item[4].Name: missing'],
    [
      '<Name>Heating</Name>',
      '<Name>a</Name><Name>b</Name>',
      '55 Object[33100].Item[4].Name: found twice, first in line 55',
    ],
    [
      ':x:33100',
      ':x:33101',
      '8 Object[33100].ObjectURN: found "urn:oma:lwm2m:x:33101", expected the id 33100',
    ],
    [
      ':x:33100',
      ':x:33100:2.0',
      '8 Object[33100].ObjectURN: found "urn:oma:lwm2m:x:33100:2.0", expected the version',
    ],
    [':x:33100', ':y:33100', '8 Object[33100].ObjectURN: found "urn:oma:lwm2m:y:33100", expected urn:'],
    [
      '<ObjectVersion>1.0',
      '<ObjectVersion>one',
      '10 Object[33100].ObjectVersion: found "one", expected a version',
    ],
    ['"MODefinition"', '"Mo"', '4 Object[33100]: found ObjectType "Mo", expected MODefinition'],
    ['<ObjectID>33100', '<ObjectID>65535', '7 Object[65535].ObjectID: found "65535", which is reserved'],
    ['</Object>', '</Objekt>', '136 : not well-formed XML'],
    ['<LWM2M>', '<!DOCTYPE a [<!ENTITY b "c">]><LWM2M>', '3 : found a DOCTYPE or ENTITY declaration'],
  ])('tells of %j written as %j', (from, to, expected) => {
    expect(mistakesIn(changed(from, to))[0]).toContain(expected);
  });

  test('tells every mistake of a file at once, and what to do', () => {
    const text = changed('<Type>Float</Type>', '<Type>float</Type>')
      .replace('<Operations>E</Operations>', '<Operations>X</Operations>')
      .replace('<Mandatory>Optional</Mandatory>', '<Mandatory>No</Mandatory>');
    const { mistakes, objects } = parseDdf(text);
    expect(mistakes.map(({ line }) => line).toSorted((a, b) => a - b)).toEqual([12, 49, 96]);
    expect(mistakes.map(({ remedy }) => remedy)).toContain('write Float');
    expect(objects).toEqual([]);
  });

  test('keeps a range that it does not understand, and says so', () => {
    const { objects, mistakes, notices } = parseDdf(changed('-8..8', 'between the floors'));
    expect(mistakes).toEqual([]);
    expect(objects[0]?.resources[1]?.range).toEqual({ kind: 'unread', text: 'between the floors' });
    expect(notices.map(({ line, field }) => `${line} ${fieldName(field)}`)).toContain(
      '30 Object[33100].Item[1].RangeEnumeration',
    );
  });

  test('counts lines the same whatever ends them', () => {
    const text = changed('<Type>Float</Type>', '<Type>Flot</Type>');
    expect(mistakesIn(text.replaceAll('\n', '\r\n'))).toEqual(mistakesIn(text));
  });

  test('looks into neither comments nor CDATA for declarations', () => {
    const text = changed('<![CDATA[One greenhouse.]]>', '<!-- <!DOCTYPE a> --><![CDATA[<!ENTITY a>]]>');
    expect(mistakesIn(text)).toEqual([]);
  });

  test('is total on any text', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), expectAnswer));
  });

  test('is total on what is nearly right', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '&',
      '"',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '\u0000',
      'Item',
      '<Object>',
      '</Item>',
      '&#x0;',
      '__proto__',
      '<constructor/>',
    );
    const edit = fc.record({ at: fc.nat({ max: GREENHOUSE.length }), cut: fc.nat({ max: 60 }), put: piece });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
        expectAnswer(
          edits.reduce(
            (text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut),
            GREENHOUSE,
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, (count: number) => string]>([
    ['unknown elements', count => `<LWM2M>${'<a/>'.repeat(count)}</LWM2M>`],
    ['empty objects', count => `<LWM2M>${'<Object/>'.repeat(count)}</LWM2M>`],
    ['open elements', count => '<a>'.repeat(count)],
    ['attributes', count => `<LWM2M${Array.from({ length: count }, (_, at) => ` a${at}="b"`).join('')}/>`],
    ['comments', count => `<LWM2M>${'<!--a-->'.repeat(count)}</LWM2M>`],
    ['comments that do not end', count => `<LWM2M>${'<!--'.repeat(count)}</LWM2M>`],
    ['sections of CDATA', count => `<LWM2M>${'<![CDATA[a]]>'.repeat(count)}</LWM2M>`],
    ['references', count => `<LWM2M>${'&amp;'.repeat(count)}</LWM2M>`],
    ['letters in a name', count => `<LWM2M><${'a'.repeat(count)}/></LWM2M>`],
    ['numbers in a range', count => changed('-8..8', `1${',1'.repeat(count)}`)],
    ['dashes in a range', count => changed('1..32 bytes', `1${'-1'.repeat(count)}`)],
  ])('takes no more than its share of time for many %s', (_, textOf) => {
    const prepare = (count: number) => {
      const text = textOf(count);
      return () => parseDdf(text);
    };
    // Sixteen times the length takes sixteen times as long, or 256 times if it were quadratic.
    expect(growth(prepare, 200, 16)).toBeLessThan(64);
  });
});

function expectAnswer(text: string): void {
  const { objects, mistakes } = parseDdf(text);
  expect(objects.length + mistakes.length).toBeGreaterThan(0);
  for (const { line, column, problem, remedy } of mistakes) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(problem).not.toBe('');
    expect(remedy).not.toBe('');
  }
}
