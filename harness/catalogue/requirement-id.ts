import { REQUIREMENT_IDS, type RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';

const LABEL = /^(?:LightweightM2M *-)?(HLF|SEC|B)[-. ]?0*(\d{1,3})$/i;
const KNOWN: ReadonlySet<string> = new Set(REQUIREMENT_IDS);

/**
 * The id that a label means, whichever way it is written: `HLF-022`, `hlf-22`, `LightweightM2M -SEC-001` (the RD prints
 * security labels with a blank), `b.1`. Null when it means none of the catalogue.
 */
export function parseRequirementId(label: string): RequirementId | null {
  const [, group, number] = LABEL.exec(label.trim()) ?? [];
  if (group === undefined || number === undefined) return null;
  const id =
    group.toUpperCase() === 'B' ? `B.${number}` : `${group.toUpperCase()}-${number.padStart(3, '0')}`;
  return isRequirementId(id) ? id : null;
}

function isRequirementId(text: string): text is RequirementId {
  return KNOWN.has(text);
}

const GROUPS = ['HLF', 'SEC', 'B'];

/** Order of the requirements document: HLF, SEC, then the use cases. */
export function compareRequirementIds(a: string, b: string): number {
  return groupRank(a) - groupRank(b) || a.localeCompare(b, 'en', { numeric: true });
}

function groupRank(id: string): number {
  return GROUPS.findIndex(group => id.startsWith(group));
}
