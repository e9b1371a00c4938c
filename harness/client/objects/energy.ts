import { integerAt } from '../data-model.ts';
import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import { EnergyMeter } from './energy-meter.ts';

const POWER = [3305, 0, 5800] as const;

/** Object 3331: the meter of the plant; it adds up the power that object 3305 measures (IPSO Energy). */
export const energy: DeviceObject = {
  id: 3331,
  instances({ clock, model }, definition) {
    const meter = new EnergyMeter(clock);
    model.listen({
      changed: path => {
        if (path.join() !== POWER.join()) return;
        meter.draw(integerAt(model, POWER));
        model.touched(3331, 0, 5700);
      },
    });
    const reset = (): void => {
      meter.reset();
      model.touched(3331, 0, 5700);
    };
    const resources = { 5700: meter.resource, 5701: 'Wh', 5822: { execution: { run: reset } } };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
