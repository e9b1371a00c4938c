import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import { switchedLoad } from './switched-load.ts';

const LAMPS = [0, 1];

/** Object 3311: the two lamps of a street light, each switched and dimmed by itself (IPSO Light Control). */
export const lightControl: DeviceObject = {
  id: 3311,
  instances: (device, definition) =>
    new Map(
      LAMPS.map(lamp => [
        lamp,
        newInstance(definition, { ...switchedLoad(device, { watts: 60 }), 5706: '2700K' }),
      ]),
    ),
};
