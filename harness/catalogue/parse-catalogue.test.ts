import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { CATALOGUE_FOLDER, type CatalogueSource, readSources } from './catalogue-sources.ts';
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

function failureOf(...sources: readonly CatalogueSource[]): ConfigurationError | null {
  try {
    parseCatalogue(sources);
  } catch (error) {
    if (error instanceof ConfigurationError && error.code === 'catalogue.invalid') return error;
    throw error;
  }
  return null;
}
const faultsOf = (...sources: readonly CatalogueSource[]) => failureOf(...sources)?.message.split('\n') ?? [];
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
      /^status\.yaml:7: requirements\[0\]\.level: found "shall", expected one of must, should, may$/,
    ],
    [
      'an id',
      'id: HLF-027',
      'id: HLF-27',
      /^status\.yaml:4: requirements\[0\]\.id: found "HLF-27", expected a label of the requirements document/,
    ],
    [
      'a title',
      'title: Retrieval of device status',
      'title: Status',
      /^status\.yaml:5: requirements\[0\]\.title: found "Status", expected three to six words$/,
    ],
    [
      'a role',
      'server]',
      'broker]',
      /^status\.yaml:8: requirements\[0\]\.roles\[1\]: found "broker", expected one of client, server/,
    ],
    [
      'a version',
      'lwm2m: "1.0"',
      'lwm2m: 1.0',
      /^status\.yaml:10: requirements\[0\]\.mechanisms\[0\]\.lwm2m: found 1, expected "1\.0" or "1\.1" or "1\.2", in quotes$/,
    ],
    [
      'a field',
      'gaps: []',
      'gap: []',
      /^status\.yaml:12: requirements\[0\]\.gap: unknown name, expected one of id, title/,
    ],
    [
      'a version that closes a gap',
      'gaps: []',
      'gaps: [{ text: No clock., closedIn: 1.1, basis: stated }]',
      /^status\.yaml:12: requirements\[0\]\.gaps\[0\]\.closedIn: found 1\.1, expected the first version .* as text/,
    ],
    [
      'an alias',
      'LightweightM2M-1.0-int-201',
      '1.0-int-201',
      /^status\.yaml:13: requirements\[0\]\.ets\[0\]: found "1\.0-int-201", expected a test of/,
    ],
    [
      'the schema',
      'requirements@1',
      'requirements@2',
      /^status\.yaml:1: schema: found "touchstone\/requirements@2", expected touchstone\/requirements@1$/,
    ],
  ])('names file, line, field and expectation of %s that is wrong', (_, right, wrong, fault) => {
    expect(group).toContain(right);
    expect(status(group.replace(right, wrong))).toContainEqual(expect.stringMatching(fault));
  });

  test('tells every fault at once', () => {
    expect(status(group.replace('must', 'shall').replace('full', 'fully'))).toHaveLength(2);
    expect(
      faultsOf(
        { name: 'ics.yaml', text: ics.replace('mandatory', 'required') },
        { name: 'status.yaml', text: group.replace('must', 'shall') },
      ),
    ).toEqual([expect.stringMatching(/^ics\.yaml:6: /), expect.stringMatching(/^status\.yaml:7: /)]);
  });

  test('says for every fault, in every file, what to do', () => {
    const failure = failureOf(
      { name: 'ics.yaml', text: ics.replace('mandatory', 'mandatry') },
      { name: 'status.yaml', text: group.replace('gaps:', 'gap:') },
    );
    expect(failure).toMatchObject({ code: 'catalogue.invalid', exitCode: 78 });
    expect(failure?.hint.split('\n')).toEqual([
      'ics.yaml:6: write mandatory',
      expect.stringMatching(/^status\.yaml:\d+: add gaps: a list/),
      'status.yaml:12: did you mean gaps?',
    ]);
  });

  test('tells where the text stops to be YAML', () => {
    expect(status(group.replace('title: ', 'title: [')).at(0)).toMatch(
      /^status\.yaml:\d+: not well-formed YAML: /,
    );
  });

  test.each([
    ['', 'nothing'],
    ['[]', 'a list'],
    ['42', '42'],
  ])('tells that a file holds no catalogue: %j', (text, found) => {
    expect(status(text)).toEqual([
      `status.yaml:1: found ${found}, expected a map with schema, group and requirements`,
    ]);
  });

  test('tells of an id that occurs twice where the other one is', () => {
    expect(faultsOf({ name: 'a.yaml', text: group }, { name: 'b.yaml', text: group })).toEqual([
      'b.yaml:4: requirements[0].id: found "HLF-027", expected a name of its own; this one is also at a.yaml:4',
    ]);
  });

  test('holds the ICS file to its own shape', () => {
    expect(faultsOf({ name: 'ics.yaml', text: ics.replace('001-C-M', '1-C-M') }).at(0)).toMatch(
      /^ics\.yaml:6: keys\[0\]\.support\.client\.scr: found "LwM2M-DMSE-1-C-M", expected an item of the Static/,
    );
    expect(faultsOf({ name: 'ics.yaml', text: group }).at(0)).toMatch(/^ics\.yaml:/);
  });

  test('misses any field that is taken out of any requirement, at the line of that requirement', () => {
    const files = readSources(CATALOGUE_FOLDER).filter(
      ({ name }) => name !== 'ics.yaml' && !name.includes('/'),
    );
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
        const [label, problem] = fault?.split(': ') ?? [];
        expect(label).toBe(`requirements[${index}].${name}`);
        expect(problem).toMatch(/^missing, expected \S/);
        expect(text.split('\n')[Number(line) - 1]).toMatch(/^ {2}- /);
      }),
      { numRuns: 25 },
    );
  });
});
