import type { Value } from '../../lwm2m/value.ts';
import { integerAt } from '../data-model.ts';
import type { Device, DeviceObject } from '../device-object.ts';
import { type Initiated, newInstance } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';

const LTE_FDD = 6n;
const WLAN = 21n;
/** Bearers up to this one are cellular (TS 1.0 E.5). */
const LAST_CELLULAR = 20;

/** Object 4: how the device is connected (TS 1.0 E.5). What is about a radio cell is there while the bearer is a cellular one. */
export const connectivityMonitoring: DeviceObject = {
  id: 4,
  instances(device, definition) {
    const resources = {
      0: LTE_FDD,
      1: new Map<number, Value>([
        [0, LTE_FDD],
        [1, WLAN],
      ]),
      2: -85n,
      3: 90n,
      4: addresses(device),
      5: new Map<number, Value>([[0, '127.0.0.254']]),
      6: 15n,
      7: new Map<number, Value>([[0, 'internet']]),
      8: ofCell(device, 27_447_297n),
      9: ofCell(device, 1n),
      10: ofCell(device, 262n),
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

/** Those that it sends from, unless it is told others. */
function addresses({ host }: Device): Initiated {
  let told: Content | null = null;
  return {
    current: () => told ?? { multiple: new Map<number, Value>([[0, host()]]) },
    takes: content => {
      told = content;
    },
  };
}

function ofCell(device: Device, initial: bigint): Initiated {
  let held: Content = { single: initial };
  return {
    current: () => (integerAt(device.model, [4, 0, 0]) <= LAST_CELLULAR ? held : null),
    takes: content => {
      held = content;
    },
  };
}
