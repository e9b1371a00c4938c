import { type FleetDevice, requestFor, type ServerContext } from '../../harness/touchstone.ts';

/** On/Off of a Light Control object: what lights a lamp, and tells whether it burns. */
export const LAMP = '/3311/0/5850';
export const SWITCH = requestFor('put', LAMP);

/** Preamble: a street of so many lights, all of them off and registered. @throws Inconclusive when one is not accepted. */
export async function street(t: ServerContext, lights: number): Promise<readonly FleetDevice[]> {
  const names = Array.from({ length: lights }, (_, index) => `light-${index + 1}`);
  const fleet = await t.fleet(...names.map(name => ({ name, holds: { [LAMP]: false } })));
  for (const { device } of fleet) await t.registered(device);
  return fleet;
}

/** The supervisor switches lights: one command after the other leaves, none waits for the answer to another. */
export function switchAll(lights: readonly FleetDevice[], on: boolean) {
  return Promise.all(lights.map(light => light.order(SWITCH, sut => sut.write(LAMP, on))));
}

/** Which of them burn, by name. */
export function burning(lights: readonly FleetDevice[]): string {
  return lights
    .filter(light => light.holds(LAMP) === true)
    .map(({ name }) => name)
    .join(' ');
}
