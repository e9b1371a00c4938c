/**
 * The versions of the objects that are part of the enabler, as LwM2M 1.1 defines them (TS Core 1.1.1 appendix E). The built-in
 * definitions know what the registry added to them since as well, all of it optional; a device of 1.1 says what its enabler has.
 */
const OF_1_1: ReadonlyMap<number, string> = new Map([
  [0, '1.1'],
  [1, '1.1'],
  [2, '1.0'],
  [3, '1.1'],
  [4, '1.2'],
  [5, '1.0'],
  [6, '1.0'],
  [7, '1.0'],
]);

/** The version in which a device of LwM2M 1.1 has the object; `defined` where it is no part of the enabler. */
export function versionInEnabler(objectId: number, defined: string): string {
  return OF_1_1.get(objectId) ?? defined;
}
