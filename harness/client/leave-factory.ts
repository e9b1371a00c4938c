import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import { builtInDefinitions, type ModelVersion } from '../lwm2m/model/registry.ts';
import type { Device, DeviceObject } from './device-object.ts';
import { DEVICE_OBJECTS } from './objects/catalogue.ts';
import { described } from './objects/described.ts';

/** An object with the definition that the device knows it by. */
export interface InstalledObject {
  readonly object: DeviceObject;
  readonly definition: ObjectDefinition;
}

/** The objects of a device of that version, with those that only object files describe. */
export function installedObjects(
  version: ModelVersion,
  ofFiles: readonly ObjectDefinition[],
): ReadonlyMap<number, InstalledObject> {
  const builtIn = new Map(builtInDefinitions(version).map(definition => [definition.id, definition]));
  const installed = new Map<number, InstalledObject>();
  for (const object of DEVICE_OBJECTS) {
    const definition = builtIn.get(object.id);
    if (definition !== undefined) installed.set(object.id, { object, definition });
  }
  for (const definition of ofFiles) {
    const object = described(definition, installed.get(definition.id) ?? null);
    installed.set(definition.id, { object, definition });
  }
  return installed;
}

/** Fills the empty model of a device with what it leaves the factory with. */
export function leaveFactory(device: Device): void {
  for (const { object, definition } of device.objects.values()) {
    device.model.addObject(definition);
    for (const [id, instance] of object.instances(device, definition)) {
      device.model.addInstance(definition.id, id, instance);
    }
  }
}
