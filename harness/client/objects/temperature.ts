import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

/** Object 3303: one temperature sensor; servers may add others. */
export const temperature: DeviceObject = {
  id: 3303,
  instances: (_, definition) => new Map([[0, newInstance(definition, { 5700: 21.5, 5701: 'Cel' })]]),
  creatable: true,
};
