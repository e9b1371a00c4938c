import fc from 'fast-check';
import { REQUIREMENT_IDS, type RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';

/** A purpose as a suite may declare it; what does not matter to a test can be left out. */
export function samplePurpose(
  given: Partial<Omit<PurposeDeclaration, 'id'>> & { id?: string } = {},
): PurposeDeclaration {
  const { id = 'reporting.bv.signal-strength', ...rest } = given;
  return {
    id: id as PurposeId,
    title: 'notifies the signal strength',
    role: 'client',
    level: 'must',
    requirements: ['HLF-022'],
    clause: 'TS 1.0.2 §5.5.1',
    ets: ['LightweightM2M-1.0-int-710'],
    twin: null,
    when: null,
    needs: [],
    revision: 1,
    ...rest,
  };
}

const arbitraryPurposeId = fc.stringMatching(/^[a-z]{1,8}\.(bv|bi|ti)\.[a-z0-9]{1,8}$/);

const arbitraryRequirements = fc
  .uniqueArray(fc.constantFrom(...REQUIREMENT_IDS), { minLength: 1, maxLength: 4 })
  .map(ids => ids as [RequirementId, ...RequirementId[]]);

/** Purposes with different ids. */
export const arbitraryPurposes: fc.Arbitrary<readonly PurposeDeclaration[]> = fc.uniqueArray(
  fc
    .record({
      id: arbitraryPurposeId,
      role: fc.constantFrom('client' as const, 'server' as const, 'bootstrap-server' as const),
      level: fc.constantFrom('must' as const, 'should' as const, 'may' as const),
      requirements: arbitraryRequirements,
      twin: fc.option(arbitraryPurposeId.map(id => id as PurposeId)),
      revision: fc.integer({ min: 1, max: 9 }),
    })
    .map(samplePurpose),
  { selector: ({ id }) => id, maxLength: 12 },
);
