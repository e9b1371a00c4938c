import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import { switchedLoad } from './switched-load.ts';

/** Object 3312: an air-conditioning plant that can be switched and throttled; object 3305 measures what it draws. */
export const powerControl: DeviceObject = {
  id: 3312,
  instances(device, definition) {
    const plant = switchedLoad(device, {
      watts: 1800,
      drawing: watts => void device.model.set(3305, 0, 5800, { single: watts }),
    });
    return new Map([[0, newInstance(definition, plant)]]);
  },
};
