import { ICS_KEYS, ICS_SINCE, type IcsKey } from '../../suites/requirements/ics-keys.generated.ts';
import { CELL_VERSIONS, type CellVersion, isCellSince, versionKey } from './cell-version.ts';
import type { Ics } from './ics.ts';

/**
 * What a SUT claims in a cell of one version. It speaks that version there and no other, and what came to LwM2M later
 * is no part of it, whatever the SUT supports elsewhere. Pure.
 */
export function icsOfCell(ics: Ics, version: CellVersion): Ics {
  const versions = CELL_VERSIONS.map(each => [versionKey(each), each === version] as const);
  const now = new Set(icsKeysIn(version));
  const later = ICS_KEYS.filter(key => !now.has(key));
  return { ...ics, ...Object.fromEntries([...versions, ...later.map(key => [key, false] as const)]) };
}

/** The keys of the ICS that are there in a version: what came to LwM2M later is not asked about. */
export function icsKeysIn(version: CellVersion): readonly IcsKey[] {
  return ICS_KEYS.filter(key => isCellSince(version, ICS_SINCE[key] ?? version));
}
