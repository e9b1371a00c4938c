import type { DataModel, ResourceIds } from '../data-model.ts';
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

/** Attached and Enabled, of which NotifyEn (resource 7) says whether servers hear that they change. */
const ANNOUNCED: readonly number[] = [3, 4];

/** Whether servers are not to hear of a change. */
export function isKeptQuiet(model: DataModel, [object, instance, resource]: ResourceIds): boolean {
  if (object !== deviceCapability.id || !ANNOUNCED.includes(resource)) return false;
  const wanted = model.resource(object, instance, 7)?.content;
  return wanted != null && 'single' in wanted && wanted.single === false;
}
