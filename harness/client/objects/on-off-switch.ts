import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import { isOn, noticed } from './noticed.ts';
import { Stopwatch } from './stopwatch.ts';

/** Object 3342: a switch that people turn; it counts how often, and how long it is on and off (IPSO On/Off switch). */
export const onOffSwitch: DeviceObject = {
  id: 3342,
  instances({ clock, model }, definition) {
    const [onTime, offTime] = [new Stopwatch(clock), new Stopwatch(clock)];
    let turned = 0n;
    offTime.run(true);
    const resources = {
      5500: noticed({ single: false }, content => {
        const on = isOn(content);
        if (on) turned += 1n;
        onTime.run(on);
        offTime.run(!on);
        model.touched(3342, 0, 5501);
      }),
      5501: { current: () => ({ single: turned }) },
      5852: onTime.resource,
      5854: offTime.resource,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
