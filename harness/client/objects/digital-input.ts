import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import { isOn, noticed } from './noticed.ts';

/** Object 3200: the alarm contact of a car; it counts the alarms (IPSO Digital Input). */
export const digitalInput: DeviceObject = {
  id: 3200,
  instances({ model }, definition) {
    let alarms = 0n;
    const become = (count: bigint): void => {
      alarms = count;
      model.touched(3200, 0, 5501);
    };
    const resources = {
      5500: noticed({ single: false }, content => {
        if (isOn(content)) become(alarms + 1n);
      }),
      5501: { current: () => ({ single: alarms }) },
      5505: { execution: { run: () => become(0n) } },
      5751: 'Alarm contact',
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
