import { REQUIREMENT_IDS, type RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import type { MutantRow, PurposeRow, RequirementRow } from './qualification.schema.ts';

/**
 * What is proven about each requirement, in the order of the catalogue; those that nothing is about as well, unless the
 * qualification is only of a part. Pure.
 */
export function requirementRows(
  purposes: readonly Pick<PurposeRow, 'requirements' | 'kills'>[],
  mutants: readonly Pick<MutantRow, 'requirement' | 'fate'>[],
  partial: boolean,
): readonly RequirementRow[] {
  const row = (id: RequirementId): RequirementRow => {
    const about = purposes.filter(({ requirements }) => requirements.includes(id));
    const breaking = mutants.filter(({ requirement }) => requirement === id);
    return {
      id,
      purposes: about.length,
      proven: about.filter(({ kills }) => kills.length > 0).length,
      mutants: breaking.length,
      killed: breaking.filter(({ fate }) => fate === 'killed').length,
    };
  };
  return REQUIREMENT_IDS.map(row).filter(
    ({ purposes: about, mutants: breaking }) => !partial || about + breaking > 0,
  );
}
