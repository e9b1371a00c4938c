import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

/** Object 3308: the temperature that the plant is to keep (IPSO Set Point). */
export const setPoint: DeviceObject = {
  id: 3308,
  instances: (_, definition) => new Map([[0, newInstance(definition, { 5701: 'Cel', 5900: 21.5 })]]),
};
