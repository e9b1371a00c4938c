import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { REQUIREMENT_IDS } from '../../suites/requirements/requirement-ids.generated.ts';
import { compareRequirementIds, parseRequirementId } from './requirement-id.ts';

const anyId = fc.constantFrom(...REQUIREMENT_IDS);

describe('A requirement label', () => {
  test('means its id in upper and lower case, with and without the prefix of the requirements document', () => {
    const prefix = fc.constantFrom('', 'LightweightM2M-', 'LightweightM2M -', 'lightweightm2m-');
    const spelling = fc.constantFrom(
      (id: string) => id,
      (id: string) => id.toLowerCase(),
      (id: string) => id.replace(/-0+/, '-'),
      (id: string) => ` ${id} `,
    );
    fc.assert(
      fc.property(anyId, prefix, spelling, (id, before, spell) => {
        expect(parseRequirementId(`${before}${spell(id).trimStart()}`)).toBe(id);
      }),
    );
  });

  test.each(['', 'HLF', 'HLF-000', 'HLF-043', 'SEC-005', 'B.0', 'B.6', 'XLF-001', 'HLF-001x', 'HLF-0022222'])(
    'means nothing: %j',
    label => {
      expect(parseRequirementId(label)).toBeNull();
    },
  );

  test('never means an id that the catalogue does not have', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const id = parseRequirementId(text);
        expect(id === null || REQUIREMENT_IDS.includes(id)).toBe(true);
      }),
    );
  });
});

describe('The order of requirement ids', () => {
  test('is that of the requirements document, however they were shuffled', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...REQUIREMENT_IDS]), ids => {
        expect([...ids].sort(compareRequirementIds)).toEqual(REQUIREMENT_IDS.filter(id => ids.includes(id)));
      }),
    );
  });
});
