import type { Device, DeviceObject } from '../device-object.ts';
import { type InitialResources, newInstance } from '../new-instance.ts';

const DAY = 86_400n;

/** Object 1: one instance for each account (TS 1.0 E.2). */
export const server: DeviceObject = {
  id: 1,
  instances(device, definition) {
    const accounts = device.configuration.accounts.map(({ shortServerId, lifetime, binding }, instance) =>
      newInstance(definition, {
        0: BigInt(shortServerId),
        1: BigInt(lifetime),
        2: 0n,
        3: 0n,
        5: DAY,
        6: true,
        7: binding,
        ...executables(device, instance),
      }),
    );
    return new Map(accounts.entries());
  },
  adopt: (device, definition, instance, given) =>
    new Map([...given, ...newInstance(definition, executables(device, instance))]),
};

function executables(device: Device, instance: number): InitialResources {
  return {
    4: { execution: { run: () => device.disable(instance) } },
    8: { execution: { run: () => device.update(instance) } },
  };
}
