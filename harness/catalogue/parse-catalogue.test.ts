import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { CATALOGUE_FOLDER, readSources } from './catalogue-sources.ts';
import { parseCatalogue } from './parse-catalogue.ts';

const group = `schema: touchstone/requirements@1
group: Device status
requirements:
  - id: HLF-027
    title: Retrieval of device status
    statement: The server can ask the device for its present state.
    level: must
    roles: [client, server]
    mechanisms:
      - { what: Read the Device object, lwm2m: "1.0", path: /3/0 }
    verdictInSpec: full
    gaps: []
    ets: [LightweightM2M-1.0-int-201]
    source: RD 1.0 §6.1
`;
const ics = `schema: touchstone/ics@1
keys:
  - key: op.read
    statement: Does it support Read?
    support:
      client: { status: mandatory, scr: LwM2M-DMSE-001-C-M }
`;

function faultsOf(...texts: readonly { readonly name: string; readonly text: string }[]): readonly string[] {
  try {
    parseCatalogue(texts);
  } catch (error) {
    if (error instanceof ConfigurationError && error.code === 'catalogue.invalid')
      return error.message.split('\n');
    throw error;
  }
  return [];
}
const status = (text: string) => faultsOf({ name: 'status.yaml', text });

describe('Parsing the catalogue', () => {
  test('gives requirements with the heading of their file, and ICS keys', () => {
    const catalogue = parseCatalogue([
      { name: 'ics.yaml', text: ics },
      { name: 'status.yaml', text: group },
    ]);
    expect(catalogue.requirements).toMatchObject([
      { id: 'HLF-027', group: 'Device status', roles: ['client', 'server'] },
    ]);
    expect(catalogue.ics).toMatchObject([{ key: 'op.read', support: { client: { status: 'mandatory' } } }]);
  });

  test('puts requirements into the order of the requirements document', () => {
    const [first, second] = ['B.2', 'HLF-003'].map(id => group.replace('HLF-027', id));
    const catalogue = parseCatalogue([
      { name: 'a.yaml', text: first ?? '' },
      { name: 'b.yaml', text: second ?? '' },
    ]);
    expect(catalogue.requirements.map(({ id }) => id)).toEqual(['HLF-003', 'B.2']);
  });

  test.each([
    [
      'a level',
      'level: must',
      'level: shall',
      /^status\.yaml:7: requirements\[0\]\.level must be one of must, should, may, not "shall"$/,
    ],
    [
      'an id',
      'id: HLF-027',
      'id: HLF-27',
      /^status\.yaml:4: requirements\[0\]\.id must match .*, not "HLF-27"/,
    ],
    [
      'a title',
      'title: Retrieval of device status',
      'title: Status',
      /^status\.yaml:5: .*title must match .*Three to six words/,
    ],
    [
      'a role',
      'server]',
      'broker]',
      /^status\.yaml:8: requirements\[0\]\.roles\[1\] must be one of client, server/,
    ],
    [
      'a version',
      'lwm2m: "1.0"',
      'lwm2m: 1.0',
      /^status\.yaml:10: .*mechanisms\[0\]\.lwm2m must be .*, not 1/,
    ],
    [
      'a field',
      'gaps: []',
      'gap: []',
      /^status\.yaml:12: requirements\[0\]\.gap is not a known field; known are id, title/,
    ],
    ['an alias', 'LightweightM2M-1.0-int-201', '1.0-int-201', /^status\.yaml:13: .*ets\[0\] must match/],
    [
      'the schema',
      'requirements@1',
      'requirements@2',
      /^status\.yaml:1: schema must be touchstone\/requirements@1, not/,
    ],
  ])('names file, line, field and expectation of %s that is wrong', (_, right, wrong, fault) => {
    expect(group).toContain(right);
    expect(status(group.replace(right, wrong))).toContainEqual(expect.stringMatching(fault));
  });

  test('tells every fault at once', () => {
    expect(status(group.replace('must', 'shall').replace('full', 'fully'))).toHaveLength(2);
  });

  test('tells where the text stops to be YAML', () => {
    expect(status(group.replace('title: ', 'title: [')).at(0)).toMatch(/^status\.yaml:\d+: is not YAML: /);
  });

  test.each(['', '[]', '42'])('tells that a file holds no catalogue: %j', text => {
    expect(status(text).at(0)).toMatch(/^status\.yaml:1: the file must be of type object/);
  });

  test('tells of an id that occurs twice where the other one is', () => {
    expect(faultsOf({ name: 'a.yaml', text: group }, { name: 'b.yaml', text: group })).toEqual([
      'b.yaml:4: HLF-027 must occur once; it is also at a.yaml:4',
    ]);
  });

  test('holds the ICS file to its own shape', () => {
    expect(faultsOf({ name: 'ics.yaml', text: ics.replace('001-C-M', '1-C-M') }).at(0)).toMatch(
      /^ics\.yaml:6: keys\[0\]\.support\.client\.scr must/,
    );
    expect(faultsOf({ name: 'ics.yaml', text: group }).at(0)).toMatch(/^ics\.yaml:/);
  });

  test('misses any field that is taken out of any requirement, at the line of that requirement', () => {
    const files = readSources(CATALOGUE_FOLDER).filter(({ name }) => name !== 'ics.yaml');
    const field = fc.constantFrom(
      'id',
      'title',
      'statement',
      'level',
      'roles',
      'mechanisms',
      'verdictInSpec',
      'gaps',
      'ets',
      'source',
    );
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), field, (file, pick, name) => {
        const document = parseDocument(file.text);
        const { requirements } = document.toJS() as { requirements: readonly unknown[] };
        const index = pick % requirements.length;
        document.deleteIn(['requirements', index, name]);
        const text = String(document);
        const faults = faultsOf({ name: file.name, text });
        expect(faults).toHaveLength(1);
        const [, line, fault] = /^[^:]+:(\d+): (.*)$/.exec(faults[0] ?? '') ?? [];
        expect(fault).toBe(`requirements[${index}].${name} is missing`);
        expect(text.split('\n')[Number(line) - 1]).toMatch(/^ {2}- /);
      }),
      { numRuns: 25 },
    );
  });
});
