import type { DeviceObject } from '../device-object.ts';
import { type InitialResources, newInstance } from '../new-instance.ts';
import type { WriteReaction } from '../resource-state.ts';
import { enabledProfiles } from './apn-connection-profile.ts';
import { numberIn } from './noticed.ts';

const MINUTE = 60_000;
/** PSM and eDRX, one bit each. */
const PSM_AND_EDRX = 3n;

/** Power saving modes can be chosen by name (LwM2M Cellular Connectivity 1.1). */
const SINCE_1_1: InitialResources = {
  12: PSM_AND_EDRX,
  13: {
    content: { single: 0n },
    onWrite: { refuses: content => (numberIn(content) > Number(PSM_AND_EDRX) ? '4.00' : null) },
  },
  14: 0n,
};

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
      11: { current: () => ({ multiple: enabledProfiles(device) }) },
      ...(device.configuration.lwm2m === '1.0' ? {} : SINCE_1_1),
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
