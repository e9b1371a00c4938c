import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import type { Content, WriteReaction } from '../resource-state.ts';

const MINUTE = 60_000;
const NO_PROFILE = { object: 65_535, instance: 65_535 };

/** Object 10: a radio that can be switched off for some minutes, and its power saving (LwM2M Cellular Connectivity 1.0). */
export const cellularConnectivity: DeviceObject = {
  id: 10,
  instances(device, definition) {
    const radio: WriteReaction = {
      wrote: content => {
        const minutes = numberIn(content);
        if (minutes > 0) device.radioOff(minutes * MINUTE);
      },
    };
    const timer: WriteReaction = { refuses: content => (numberIn(content) < 0 ? '4.00' : null) };
    const resources = {
      1: { content: { single: 0n }, onWrite: radio },
      4: { content: { single: 3_600n }, onWrite: timer },
      5: { content: { single: 10n }, onWrite: timer },
      8: Uint8Array.of(0x25),
      // No profile is active: the link to nothing.
      11: new Map([[0, NO_PROFILE]]),
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

function numberIn(content: Content): number {
  return 'single' in content ? Number(content.single) : 0;
}
