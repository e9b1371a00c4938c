import { type FleetDevice, requestFor, type ServerContext } from '../../harness/touchstone.ts';

export const TIMEOUT = '/1/0/5';
export const DISABLE = '/1/0/4';
const GO = requestFor('post', DISABLE);
export const COLLECTED = '/3303/0/5700';
export const READ = requestFor('get', COLLECTED);

/** Devices of a service at a traffic peak: those that have to go on, and those that may be kept away. */
export interface Service {
  readonly priority: readonly FleetDevice[];
  readonly low: readonly FleetDevice[];
}

/** Preamble: all of them are registered. @throws Inconclusive when one is not accepted. */
export async function service(t: ServerContext): Promise<Service> {
  const names = ['priority-1', 'priority-2', 'low-1', 'low-2'];
  const fleet = await t.fleet(...names.map(name => ({ name, holds: { [COLLECTED]: 20.5 } })));
  for (const { device } of fleet) await t.registered(device);
  // A server may look at what has registered, and takes the time that it needs for that.
  await t.clock.wait(t.silenceSpan);
  return { priority: fleet.slice(0, 2), low: fleet.slice(2) };
}

/** The administrator keeps a device off the network for so many seconds. */
export async function suspend(device: FleetDevice, seconds: number) {
  const timeout = await device.order(requestFor('put', TIMEOUT), sut => sut.write(TIMEOUT, seconds));
  const disable = await device.order(GO, sut => sut.execute(DISABLE));
  return { timeout, disable };
}

/**
 * Preamble: a device is told to go, and de-registers. It goes on listening, so that what is sent to it is seen, and comes
 * back when the purpose lets it. @throws Inconclusive when the server does not send it away.
 */
export async function sentAway(t: ServerContext, low: FleetDevice, seconds: number): Promise<void> {
  low.device.answer(GO, { code: '2.04' });
  const { disable } = await suspend(low, seconds);
  if (disable.request.kind === 'silence')
    t.inconclusive('preamble.no-response', `the server did not suspend ${low.name}`);
  await low.device.deregister();
  low.device.disregardPast();
}

/** Preamble: the low-priority devices are away. @throws Inconclusive when the server does not send them away. */
export async function suspended(t: ServerContext, seconds: number): Promise<Service> {
  const devices = await service(t);
  for (const low of devices.low) await sentAway(t, low, seconds);
  return devices;
}
