import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { buildList } from './list.ts';
import { renderList } from './list-table.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { PLAIN } from './paint.ts';
import { arbitraryPurposes, samplePurpose } from './purpose.arbitrary.ts';

const catalogue = await loadCatalogue();
const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../schema/list.schema.json'), 'utf8'),
) as object;
const validate = new Ajv2020({ strict: true }).compile(schema);
const COLUMN = { client: 'client', server: 'server', 'bootstrap-server': 'bootstrapServer' } as const;

describe('The list as data', () => {
  test('has the published shape, whatever the purposes are', () => {
    fc.assert(
      fc.property(arbitraryPurposes, purposes => {
        const list: unknown = JSON.parse(JSON.stringify(buildList(catalogue, purposes)));
        expect({ valid: validate(list), errors: validate.errors }).toEqual({ valid: true, errors: null });
      }),
    );
  });

  test.each([
    ['a field more', { extra: 1 }],
    [
      'a purpose without revision',
      { purposes: [{ ...buildList(catalogue, [samplePurpose()]).purposes[0], revision: undefined }] },
    ],
    [
      'an id that is none',
      { purposes: [{ ...buildList(catalogue, [samplePurpose()]).purposes[0], id: 'Signal' }] },
    ],
  ])('breaks the published shape with %s', (_, change) => {
    const list: unknown = JSON.parse(JSON.stringify({ ...buildList(catalogue, []), ...change }));
    expect(validate(list)).toBe(false);
  });

  test('names a purpose under exactly the requirements and the role that it declares', () => {
    fc.assert(
      fc.property(arbitraryPurposes, purposes => {
        const list = buildList(catalogue, purposes);
        const listed = list.requirements.flatMap(requirement =>
          Object.entries(requirement.purposes).flatMap(([role, ids]) =>
            ids.map(id => `${requirement.id} ${role} ${id}`),
          ),
        );
        const declared = purposes.flatMap(({ id, role, requirements }) =>
          requirements.map(requirement => `${requirement} ${COLUMN[role]} ${id}`),
        );
        expect(listed.sort()).toEqual(declared.sort());
      }),
    );
  });

  test('is the same in whichever order the purposes were found', () => {
    fc.assert(
      fc.property(arbitraryPurposes, purposes => {
        expect(buildList(catalogue, [...purposes].reverse())).toEqual(buildList(catalogue, purposes));
      }),
    );
  });

  test('has every requirement, with its gaps as sentences', () => {
    const { requirements } = buildList(catalogue, []);
    expect(requirements).toHaveLength(51);
    expect(requirements.find(({ id }) => id === 'HLF-013')).toMatchObject({
      level: 'must',
      roles: ['client', 'server'],
      gaps: ['USSD is specified in no version.', expect.stringContaining('SMS is optional')],
      purposes: { client: [], server: [], bootstrapServer: [] },
    });
  });
});

describe('The list as a table', () => {
  const purposes = [
    samplePurpose(),
    samplePurpose({ id: 'registration.bv.register', role: 'server', requirements: ['HLF-001', 'HLF-019'] }),
  ];
  const lines = renderList(catalogue, purposes).split('\n');
  const row = (id: string) => lines.find(line => line.startsWith(`${id} `));

  test('counts the purposes of each role and tells uncovered from not testable', () => {
    expect(row('HLF-001')).toMatch(/^HLF-001 +must +0 +1 +0 {2}Unique device identity$/);
    expect(row('HLF-022')).toMatch(/^HLF-022 +must +1 +0 +– {2}Radio signal strength with time$/);
    expect(row('B.5')).toMatch(/^B\.5 +should +0 +0 +– {2}/);
  });

  test('counts a purpose even on a role that the requirement does not name', () => {
    const table = renderList(catalogue, [samplePurpose({ role: 'server', requirements: ['HLF-032'] })]);
    expect(table).toMatch(/^HLF-032 +must +0 +1 +– {2}/m);
  });

  test('lists the purposes with their requirements', () => {
    expect(row('registration.bv.register')).toMatch(/ server +must +HLF-001 HLF-019$/);
  });

  test('sums up what is covered', () => {
    expect(lines).toContain('51 requirements, 3 with a purpose, 48 uncovered; 2 purposes');
    expect(renderList(catalogue, [samplePurpose()])).toContain('50 uncovered; 1 purpose\n');
  });

  test('does without a table of purposes when there are none', () => {
    expect(renderList(catalogue, [])).not.toContain('PURPOSE  ');
  });

  test('makes an uncovered requirement faint and no other', () => {
    const marked = renderList(catalogue, purposes, { ...PLAIN, faint: text => `~${text}` }).split('\n');
    expect(marked.filter(line => /^~(HLF|SEC|B)/.test(line))).toHaveLength(48);
    expect(marked.some(line => line.startsWith('HLF-022'))).toBe(true);
  });
});
