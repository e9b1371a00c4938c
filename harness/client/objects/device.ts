import type { Value } from '../../lwm2m/value.ts';
import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

const NO_ERROR = new Map<number, Value>([[0, 0n]]);

/** Object 3: the device itself (TS 1.0 E.4). */
export const device: DeviceObject = {
  id: 3,
  instances(self, definition) {
    const resetErrorCode = (): void => void self.model.set(3, 0, 11, { multiple: NO_ERROR });
    const resources = {
      0: 'Touchstone',
      1: 'Reference Client',
      2: 'TS-0001',
      3: '1.0.0',
      4: { execution: { run: () => self.reboot() } },
      5: { execution: { run: () => self.factoryReset() } },
      6: integers([0, 1n], [1, 5n]),
      7: integers([0, 3800n], [1, 5000n]),
      8: integers([0, 125n], [1, 900n]),
      9: 100n,
      10: 15n,
      11: NO_ERROR,
      12: { execution: { run: resetErrorCode } },
      13: 1_367_491_215n,
      14: '+02:00',
      15: 'Europe/Berlin',
      16: 'U',
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

function integers(...entries: readonly (readonly [number, bigint])[]): ReadonlyMap<number, Value> {
  return new Map(entries);
}
