import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { ConfigurationError } from '../../errors/touchstone-error.ts';
import { CATALOGUE_FOLDER, type CatalogueSource, readSources } from '../catalogue-sources.ts';
import { parseCatalogue } from '../parse-catalogue.ts';

const GOOD = `schema: touchstone/errata@1
topic: TLV content
errata:
  - id: tlv-sample-point
    title: A point of the text
    kind: ambiguous
    where:
      - { document: TS, version: "1.0", at: §6.4.3 }
    says: What the text says.
    problem: What is open in it.
    reading: How it is read.
    why: Why it is read so.
    certainty: open
    upstream: ["OMA#281"]
    requirements: [HLF-027]
    purposes:
      - { purpose: management.bv.read-*, treatment: lenient, checks: [value] }
`;
const PURPOSES = ['management.bv.read-instance-tlv', 'reporting.bv.observe-resource'];
const REQUIREMENTS = readSources(CATALOGUE_FOLDER).filter(({ name }) => name === 'device-status.yaml');
const file = (text: string, name = 'errata/tlv.yaml'): CatalogueSource => ({ name, text });

function faultsOf(text: string, purposes: readonly string[] | null = PURPOSES): ConfigurationError | null {
  try {
    parseCatalogue([...REQUIREMENTS, file(text)], purposes);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  return null;
}

describe('A file of errata', () => {
  test('gives each with the heading of its topic', () => {
    const { errata } = parseCatalogue([...REQUIREMENTS, file(GOOD)], PURPOSES);
    expect(errata).toMatchObject([{ id: 'tlv-sample-point', topic: 'TLV content', upstream: ['OMA#281'] }]);
  });

  test.each([
    [
      'a kind',
      'ambiguous',
      'ambigous',
      /^errata\/tlv\.yaml:6: errata\[0\]\.kind: found "ambigous"/,
      /write ambiguous/,
    ],
    [
      'a version without quotes',
      '"1.0"',
      '1.0',
      /:8: errata\[0\]\.where\[0\]\.version: found 1, expected the version/,
      /in quotes/,
    ],
    ['a place', '§6.4.3', 'somewhere', /:8: errata\[0\]\.where\[0\]\.at: found "somewhere"/, /a section/],
    ['an issue', 'OMA#281', '#281', /:14: errata\[0\]\.upstream\[0\]: found "#281"/, /a public issue/],
    [
      'a requirement',
      'HLF-027',
      'HLF-927',
      /:15: errata\[0\]\.requirements\[0\]: found "HLF-927", expected a requirement that exists/,
      /did you mean HLF-027\?/,
    ],
    [
      'a purpose',
      'management.bv.read-*',
      'management.bv.read-instance-tvl',
      /:17: errata\[0\]\.purposes\[0\]\.purpose: found .*, expected a purpose that exists/,
      /did you mean management\.bv\.read-instance-tlv\?/,
    ],
    [
      'a pattern',
      'management.bv.read-*',
      'management.bi.*',
      /:17: .*expected a pattern that matches a purpose/,
      /touchstone list/,
    ],
    [
      'checks of a purpose that keeps out',
      'lenient',
      'avoided',
      /:17: errata\[0\]\.purposes\[0\]\.checks: expected no checks/,
      /remove checks/,
    ],
    [
      'missing checks',
      ', checks: [value]',
      '',
      /:17: errata\[0\]\.purposes\[0\]\.checks: missing/,
      /add checks/,
    ],
  ])('names line, field and remedy of %s that is wrong', (_, right, wrong, message, hint) => {
    expect(GOOD).toContain(right);
    const fault = faultsOf(GOOD.replace(right, wrong));
    expect(fault).toMatchObject({ code: 'catalogue.invalid', exitCode: 78 });
    expect(fault?.message).toMatch(message);
    expect(fault?.hint).toMatch(hint);
  });

  test('tells why no purpose touches a point, or which ones do, and not both', () => {
    const list = / {4}purposes:\n.*\n/;
    expect(faultsOf(GOOD.replace(list, '    purposes: []\n'))?.message).toMatch(/noPurpose: missing/);
    expect(faultsOf(GOOD.replace(list, '    purposes: []\n    noPurpose: None yet.\n'))).toBeNull();
    expect(faultsOf(`${GOOD}    noPurpose: None yet.\n`)?.message).toMatch(
      /:18: errata\[0\]\.noPurpose: expected only/,
    );
  });

  test('has every mistake told at once', () => {
    const wrong = GOOD.replace('HLF-027', 'HLF-927').replace(
      'management.bv.read-*',
      'management.bv.reed-nothing-at-all',
    );
    expect(faultsOf(wrong)?.message.split('\n')).toHaveLength(2);
  });

  test('is not held to purposes where nobody knows them', () => {
    expect(faultsOf(GOOD.replace('management.bv.read-*', 'management.bv.none'), null)).toBeNull();
  });

  test('takes no name that something else in the catalogue has', () => {
    expect(() => parseCatalogue([file(GOOD), file(GOOD, 'errata/two.yaml')])).toThrow(
      'errata/two.yaml:4: errata[0].id: found "tlv-sample-point", expected a name of its own; this one is also at errata/tlv.yaml:4',
    );
  });

  test('misses any field that is taken out of any erratum of the register', () => {
    const files = readSources(CATALOGUE_FOLDER).filter(({ name }) => name.startsWith('errata/'));
    const fields = [
      'id',
      'title',
      'kind',
      'where',
      'says',
      'problem',
      'reading',
      'why',
      'certainty',
      'upstream',
    ];
    const field = fc.constantFrom(...fields, 'requirements', 'purposes');
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), field, (source, pick, name) => {
        const document = parseDocument(source.text);
        const { errata } = document.toJS() as { errata: readonly unknown[] };
        const index = pick % errata.length;
        document.deleteIn(['errata', index, name]);
        expect(() => parseCatalogue([file(String(document), source.name)])).toThrow(
          `errata[${index}].${name}: missing, expected`,
        );
      }),
      { numRuns: 15 },
    );
  });
});
