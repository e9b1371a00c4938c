import type { Device } from '../device-object.ts';
import type { InitialResources } from '../new-instance.ts';
import { EnergyMeter } from './energy-meter.ts';
import { isOn, noticed, numberIn } from './noticed.ts';
import { Stopwatch } from './stopwatch.ts';

/** Something that is switched, dimmed and metered, as IPSO Light Control and Power Control are. */
export interface Load {
  /** At full power. */
  readonly watts: number;
  /** Hears of the power that it draws from now on. */
  readonly drawing?: (watts: number) => void;
}

/** The resources that Light Control and Power Control share: 5850, 5851, 5852, 5805 and 5820. It is off at first. */
export function switchedLoad({ clock }: Device, { watts, drawing }: Load): InitialResources {
  const onTime = new Stopwatch(clock);
  const meter = new EnergyMeter(clock);
  let on = false;
  let percent = 100;
  const draw = (): void => {
    const drawn = on ? (watts * percent) / 100 : 0;
    meter.draw(drawn);
    drawing?.(drawn);
  };
  return {
    5805: meter.resource,
    5820: 0.95,
    5850: noticed({ single: false }, content => {
      on = isOn(content);
      onTime.run(on);
      draw();
    }),
    5851: noticed({ single: 100n }, content => {
      percent = numberIn(content);
      draw();
    }),
    5852: onTime.resource,
  };
}
