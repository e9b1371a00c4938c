import type { IcsKey } from '../../suites/requirements/ics-keys.generated.ts';

/** Versions of LwM2M that a SUT can be judged in, the oldest first. */
export const CELL_VERSIONS = ['1.0', '1.1'] as const;
export type CellVersion = (typeof CELL_VERSIONS)[number];

const VERSION_KEYS = { '1.0': 'lwm2m.1_0', '1.1': 'lwm2m.1_1' } as const satisfies Record<
  CellVersion,
  IcsKey
>;

/** The ICS key that says whether a SUT implements that version. */
export function versionKey(version: CellVersion): IcsKey {
  return VERSION_KEYS[version];
}

/** Whether `version` is `since` or a later one. */
export function isCellSince(version: CellVersion, since: CellVersion): boolean {
  return CELL_VERSIONS.indexOf(version) >= CELL_VERSIONS.indexOf(since);
}
