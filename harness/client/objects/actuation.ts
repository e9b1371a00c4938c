import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import { isOn, noticed } from './noticed.ts';
import { Stopwatch } from './stopwatch.ts';

/** Object 3306: one actuator, which counts the seconds that it is on (IPSO Actuation). */
export const actuation: DeviceObject = {
  id: 3306,
  instances({ clock }, definition) {
    const onTime = new Stopwatch(clock);
    const resources = {
      5850: noticed({ single: false }, content => onTime.run(isOn(content))),
      5852: onTime.resource,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
