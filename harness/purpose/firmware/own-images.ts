import { encodePackage, type FirmwarePackage } from '../../client/firmware/firmware-package.ts';
import { UpdateResult } from '../../client/firmware/firmware-states.ts';
import { FLASH_BYTES } from '../../client/firmware/firmware-update.ts';
import type { FirmwareImages } from './firmware-images.ts';

const VERSION = '2.0.0';
/** Several blocks of every size. */
const IMAGE_BYTES = 2_500;

/** Images for the reference client. */
export const OWN_IMAGES: FirmwareImages = {
  version: VERSION,
  images: {
    valid: packed({}),
    corrupt: corrupt(packed({})),
    wrongType: pattern(IMAGE_BYTES),
    tooLarge: packed({ image: pattern(FLASH_BYTES) }),
    outOfMemory: packed({ outcome: UpdateResult.outOfMemory }),
    failing: packed({ outcome: UpdateResult.failed }),
  },
};

function packed(differently: Partial<FirmwarePackage>): Uint8Array {
  return encodePackage({
    outcome: UpdateResult.success,
    name: 'touchstone',
    version: VERSION,
    image: pattern(IMAGE_BYTES),
    ...differently,
  });
}

function corrupt(bytes: Uint8Array): Uint8Array {
  return bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 0xff);
}

/** No two blocks of it are the same. */
function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8) * 31) & 0xff);
}
