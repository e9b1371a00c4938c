import { describe, expect, test } from '@jest/globals';
import { ICS_KEYS, type IcsKey } from '../../suites/requirements/ics-keys.generated.ts';
import { REQUIREMENT_IDS, type RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import { loadCatalogue } from './load-catalogue.ts';

// The compiler is the test here: a directive without an error below it does not compile.
const spelt: readonly RequirementId[] = ['HLF-001', 'SEC-004', 'B.5'];
const speltKeys: readonly IcsKey[] = ['lwm2m.1_0', 'attr.pmin', 'access-control'];
// @ts-expect-error: the digits are too few
const tooShort: RequirementId = 'HLF-22';
// @ts-expect-error: there are 42 of them
const tooMany: RequirementId = 'HLF-043';
// @ts-expect-error: an underscore for the dot
const misspeltKey: IcsKey = 'attr_pmin';

describe('The generated unions', () => {
  test('hold every id of the catalogue, in its order, and nothing else', async () => {
    const { requirements, ics } = await loadCatalogue();
    expect(REQUIREMENT_IDS).toEqual(requirements.map(({ id }) => id));
    expect(ICS_KEYS).toEqual(ics.map(({ key }) => key));
  });

  test('know at run time what the compiler knows', () => {
    expect(spelt.every(id => REQUIREMENT_IDS.includes(id))).toBe(true);
    expect(speltKeys.every(key => ICS_KEYS.includes(key))).toBe(true);
    expect([tooShort, tooMany].some(id => REQUIREMENT_IDS.includes(id))).toBe(false);
    expect(ICS_KEYS.includes(misspeltKey)).toBe(false);
  });
});
