import type { Device, DeviceObject } from '../device-object.ts';
import { type Initiated, newInstance } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';
import { noticed } from './noticed.ts';

/** Horizontal velocity (3GPP TS 23.032 §8.12): bearing 90°, 5 km/h. */
const VELOCITY = Uint8Array.of(0, 90, 0, 5);

/** Object 6: where the device is, and since when it knows (TS 1.0 E.7). */
export const location: DeviceObject = {
  id: 6,
  instances(device, definition) {
    let fixedAt = device.time.now();
    const moved = (): void => {
      fixedAt = device.time.now();
      device.model.touched(6, 0, 5);
    };
    const resources = {
      0: noticed({ single: 48.1374 }, moved),
      1: noticed({ single: 11.5755 }, moved),
      2: 519.0,
      3: 12.5,
      4: VELOCITY,
      5: timestamp(device, () => fixedAt),
      6: 1.4,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

/** Never later than now, also after the clock was set back. */
function timestamp({ time }: Device, fixedAt: () => bigint): Initiated {
  const current = (): Content => {
    const [fixed, now] = [fixedAt(), time.now()];
    if (fixed > now) return { single: now };
    return { single: fixed };
  };
  return { current };
}
