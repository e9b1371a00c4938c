import type { Device, DeviceObject } from '../device-object.ts';
import { type InitialResources, type Initiated, newInstance } from '../new-instance.ts';

const DAY = 86_400n;

/** How registration is tried again, by its defaults, and Mute Send. */
const SINCE_1_1: InitialResources = {
  10: { object: 11, instance: 0 },
  13: 1n,
  ...{ 14: 0n, 15: false, 16: true, 17: 5n, 18: 60n, 19: DAY, 20: 1n },
  22: 'U',
  23: false,
};

/** Object 1: one instance for each account (TS 1.0 E.2). */
export const server: DeviceObject = {
  id: 1,
  instances(device, definition) {
    const { lwm2m } = device.configuration;
    const accounts = device.configuration.accounts.map(({ shortServerId, lifetime, binding }, instance) =>
      newInstance(definition, {
        0: BigInt(shortServerId),
        1: BigInt(lifetime),
        2: 0n,
        3: 0n,
        5: DAY,
        6: true,
        ...(lwm2m === '1.0'
          ? { 7: bindingOf(binding, BINDING_1_0) }
          : { 7: bindingOf(binding.replace('Q', ''), BINDING), ...SINCE_1_1 }),
        ...executables(device, instance),
      }),
    );
    return new Map(accounts.entries());
  },
  adopt: (device, definition, instance, given) =>
    new Map([
      ...given,
      ...newInstance(definition, { ...executables(device, instance), ...bootstrapped(device) }),
    ]),
};

/** Letters of transports, each once; Queue Mode is none of them any more (TS 1.1 §6.2.1.1). */
const BINDING = /^(?!.*(.).*\1)[UTSN]+$/;

/** It has no SMS to be reached by alone. */
const BINDING_1_0 = /^(U|UQ|US|UQS)$/;

function bindingOf(binding: string, allowed: RegExp): Initiated {
  return {
    content: { single: binding },
    onWrite: {
      refuses: content =>
        'single' in content && typeof content.single === 'string' && allowed.test(content.single)
          ? null
          : '4.00',
    },
  };
}

/** Only a bootstrap server gives instances of this object (TS 1.1 E.2, resource 12). */
function bootstrapped({ configuration, time }: Device): InitialResources {
  return configuration.lwm2m === '1.0' ? {} : { 12: time.now() };
}

function executables(device: Device, instance: number): InitialResources {
  return {
    4: { execution: { run: () => device.disable(instance) } },
    8: { execution: { run: () => device.update(instance) } },
    ...(device.configuration.lwm2m === '1.0'
      ? {}
      : { 9: { execution: { ready: () => device.canBootstrap(), run: () => device.bootstrap() } } }),
  };
}
