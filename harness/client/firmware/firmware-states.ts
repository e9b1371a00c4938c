/** Values of State (TS 1.0 E.6, resource 3). */
export const FirmwareState = { idle: 0, downloading: 1, downloaded: 2, updating: 3 } as const;
export type FirmwareState = (typeof FirmwareState)[keyof typeof FirmwareState];

/** Values of Update Result (TS 1.0 E.6, resource 5); 10 since version 1.1 of the object. */
export const UpdateResult = {
  initial: 0,
  success: 1,
  notEnoughFlash: 2,
  outOfMemory: 3,
  connectionLost: 4,
  integrityFailed: 5,
  unsupportedType: 6,
  invalidUri: 7,
  failed: 8,
  unsupportedProtocol: 9,
  cancelled: 10,
} as const;
