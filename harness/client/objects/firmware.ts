import type { Value } from '../../lwm2m/value.ts';
import type { Device, DeviceObject } from '../device-object.ts';
import { FirmwareUpdate } from '../firmware/firmware-update.ts';
import { type InitialResources, newInstance } from '../new-instance.ts';
import type { Content, WriteReaction } from '../resource-state.ts';

const BOTH = 2n;
const COAP = 0n;
const HTTP = 2n;
const NUL = Buffer.from([0]);

/** Object 5: firmware update, by push and by pull (TS 1.0 E.6). */
export const firmware: DeviceObject = {
  id: 5,
  instances(device, definition) {
    const update = new FirmwareUpdate(device);
    const resources = {
      0: { onWrite: packageReaction(update), current: () => null },
      1: { content: { single: '' }, onWrite: uriReaction(update) },
      2: { execution: { ready: () => update.ready, run: () => update.install() } },
      3: 0n,
      5: 0n,
      6: '',
      7: '',
      8: protocols(device),
      9: BOTH,
      ...(device.configuration.lwm2m === '1.0' ? {} : cancelling(update)),
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

function packageReaction(update: FirmwareUpdate): WriteReaction {
  return {
    arriving: part => update.arriving(part),
    refuses: () => (update.updating ? '4.05' : null),
    wrote: content => update.pushed(bytesOf(content)),
  };
}

function uriReaction(update: FirmwareUpdate): WriteReaction {
  return {
    refuses: () => (update.updating ? '4.05' : null),
    wrote: content => update.pull('single' in content ? String(content.single) : ''),
  };
}

function cancelling(update: FirmwareUpdate): InitialResources {
  return { 10: { execution: { ready: () => !update.updating, run: () => update.cancel() } } };
}

function protocols({ configuration }: Device): ReadonlyMap<number, Value> {
  const supported = configuration.http === undefined ? [COAP] : [COAP, HTTP];
  return new Map(supported.entries());
}

function bytesOf(content: Content): Uint8Array {
  return 'single' in content && content.single instanceof Uint8Array ? content.single : NUL;
}
