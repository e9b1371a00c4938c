import { readFileSync } from 'node:fs';
import type { FirmwareIxit } from '../../sut/descriptor.ts';
import { FIRMWARE_IMAGE_KINDS, type FirmwareImageKind } from '../../verdict/purpose-declaration.ts';

/** What the tester sends to a client under test as firmware. */
export interface FirmwareImages {
  /** By what becomes of them; those that nobody has given are not there. */
  readonly images: Readonly<Partial<Record<FirmwareImageKind, Uint8Array>>>;
  /** What Firmware Version says once the valid image is installed; null where nobody has told. */
  readonly version: string | null;
}

/** The images that a SUT file names; it has been seen before that the files are there. */
export function imagesOf(ixit: FirmwareIxit): FirmwareImages {
  const images: Partial<Record<FirmwareImageKind, Uint8Array>> = {};
  for (const kind of FIRMWARE_IMAGE_KINDS) {
    const path = ixit[kind];
    if (path !== undefined) images[kind] = readFileSync(path);
  }
  return { images, version: ixit.version ?? null };
}
