import type { Arrival } from '../coap/exchange/received-message.ts';
import type { ServerObservation } from '../server/server-observation.ts';
import type { ClientStart } from '../sut/control-contract.ts';
import type { ClientContext } from './client-context.ts';
import type { RegisteredDevice } from './device-preambles.ts';

/** Preamble of purposes about notifications: a registered device, one of its resources observed. */
export interface ObservedSwitch extends RegisteredDevice {
  readonly path: string;
  readonly observation: ServerObservation;
  /** Makes it the opposite of what it is, and gives that. @throws Inconclusive when this is refused. */
  readonly flip: () => Promise<boolean>;
  /** The notification of a flip, or silence. @throws Inconclusive when silence is no fault, see `ClientContext.change`. */
  readonly notified: () => Promise<Arrival>;
}

/**
 * Observes Notification Storing (`/1/x/6`): the one resource that every device has and that can be changed at will, by the
 * device or by a server, without the device doing anything else about it.
 * @throws Inconclusive when the device does not register or does not accept the observation.
 */
export async function observeSwitch(
  t: ClientContext,
  start: Partial<ClientStart> = {},
): Promise<ObservedSwitch> {
  const registered = await t.registered(start);
  const { device, account } = registered;
  const path = `${account}/6`;
  let value = (await t.valueAt(device, path)) === true;
  let changedBy: 'device' | 'server' = 'device';
  const observation = await t.observed(device, path);
  const flip = async (): Promise<boolean> => {
    value = !value;
    changedBy = await t.change(device, path, value);
    return value;
  };
  const notified = async (): Promise<Arrival> => {
    const arrival = await observation.next(t.patience);
    if (arrival.kind === 'silence' && changedBy === 'server') t.ownWriteUnnoticed(path);
    return arrival;
  };
  return { ...registered, path, observation, flip, notified };
}
