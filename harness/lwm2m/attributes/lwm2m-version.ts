/** Versions of the enabler whose rules differ. */
export const LWM2M_VERSIONS = ['1.0', '1.1', '1.2'] as const;
export type Lwm2mVersion = (typeof LWM2M_VERSIONS)[number];

/** Whether `version` is `since` or a later one. */
export function isSince(version: Lwm2mVersion, since: Lwm2mVersion): boolean {
  return LWM2M_VERSIONS.indexOf(version) >= LWM2M_VERSIONS.indexOf(since);
}
