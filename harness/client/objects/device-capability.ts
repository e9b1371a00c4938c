import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

const VISION = 5n;

/** Object 15: one part of the device, a camera, that can be put out of service (Device Capability Management 2.0). */
export const deviceCapability: DeviceObject = {
  id: 15,
  instances({ model }, definition) {
    const enable = (enabled: boolean) => ({
      execution: { run: (): void => void model.set(15, 0, 4, { single: enabled }) },
    });
    const resources = {
      0: 'Camera',
      1: VISION,
      3: true,
      4: true,
      5: enable(true),
      6: enable(false),
      7: true,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
