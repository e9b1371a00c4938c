import type { Device } from './device-object.ts';
import type { InstanceState } from './resource-state.ts';

/** An instance made of values that someone gave, with what it does as part of the device. */
export function adopted(
  device: Device,
  object: number,
  instance: number,
  given: InstanceState,
): InstanceState {
  const installed = device.objects.get(object);
  return installed?.object.adopt?.(device, installed.definition, instance, given) ?? given;
}
