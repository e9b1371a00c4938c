import type { ServerObservation } from '../server/server-observation.ts';
import type { ClientContext, RegisteredDevice } from './client-context.ts';
import { tlv } from './payload.ts';

/** Preamble of purposes about notifications: a registered device, one of its resources observed. */
export interface ObservedSwitch extends RegisteredDevice {
  readonly path: string;
  readonly observation: ServerObservation;
  /** Writes the opposite of what it is, and gives that. @throws Inconclusive when the Write is refused. */
  readonly flip: () => Promise<boolean>;
}

/**
 * Observes Notification Storing (`/1/x/6`): the one resource that every device has and that a server can change at will
 * without the device doing anything else about it.
 * @throws Inconclusive when the device does not register or does not accept the observation.
 */
export async function observeSwitch(t: ClientContext): Promise<ObservedSwitch> {
  const registered = await t.registered();
  const { device, account } = registered;
  const path = `${account}/6`;
  let value = (await t.valueAt(device, path)) === true;
  const observation = await t.observed(device, path);
  const flip = async (): Promise<boolean> => {
    value = !value;
    t.done(await device.write(path, tlv(path, value)), `the Write on ${path}`);
    return value;
  };
  return { ...registered, path, observation, flip };
}
