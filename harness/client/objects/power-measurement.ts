import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import { EnergyMeter } from './energy-meter.ts';
import { noticed, numberIn } from './noticed.ts';

const CHANGING_WITH_POWER = [5801, 5802, 5805];

/** Object 3305: the power that is drawn now, least and most of it, and the energy so far (IPSO Power Measurement). */
export const powerMeasurement: DeviceObject = {
  id: 3305,
  instances({ clock, model }, definition) {
    const meter = new EnergyMeter(clock);
    let [now, least, most] = [0, 0, 0];
    const touched = (): void => {
      for (const resource of CHANGING_WITH_POWER) model.touched(3305, 0, resource);
    };
    const forget = (): void => {
      [least, most] = [now, now];
      touched();
    };
    const resources = {
      5605: { execution: { run: forget } },
      5800: noticed({ single: now }, content => {
        now = numberIn(content);
        [least, most] = [Math.min(least, now), Math.max(most, now)];
        meter.draw(now);
        touched();
      }),
      5801: { current: () => ({ single: least }) },
      5802: { current: () => ({ single: most }) },
      5803: 0,
      5804: 3680,
      5805: meter.resource,
      5806: null,
      5820: 0.95,
      5822: {
        execution: {
          run: () => {
            meter.reset();
            model.touched(3305, 0, 5805);
          },
        },
      },
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
