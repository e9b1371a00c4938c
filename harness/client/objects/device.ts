import type { Value } from '../../lwm2m/value.ts';
import type { DeviceObject } from '../device-object.ts';
import { NO_ERROR } from '../error-conditions.ts';
import { newInstance } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';

/** Object 3: the device itself (TS 1.0 E.4). It has an internal battery and USB. */
export const device: DeviceObject = {
  id: 3,
  instances(self, definition) {
    const { time, errors } = self;
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
      12: { execution: { run: () => errors.evaluate() } },
      13: {
        current: () => ({ single: time.now() }),
        takes: (content: Content) => time.set(secondsOf(content)),
      },
      14: '+02:00',
      15: 'Europe/Berlin',
      // Queue Mode is a letter of it until 1.0.
      16: self.configuration.lwm2m === '1.0' ? 'UQS' : 'US',
      17: 'reference',
      18: 'A1',
      19: '1.0.0-app',
      20: 0n,
      21: 64n,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

function integers(...entries: readonly (readonly [number, bigint])[]): ReadonlyMap<number, Value> {
  return new Map(entries);
}

function secondsOf(content: Content): bigint {
  return 'single' in content && typeof content.single === 'bigint' ? content.single : 0n;
}
