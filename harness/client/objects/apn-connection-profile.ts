import type { Value } from '../../lwm2m/value.ts';
import { booleanAt } from '../data-model.ts';
import type { Device, DeviceObject } from '../device-object.ts';
import { type InitialResources, newInstance } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';
import { ConnectionLog } from './connection-log.ts';
import { isOn } from './noticed.ts';

const NO_AUTHENTICATION = 3n;
const IPV4 = 1n;

/** Object 11: the ways into the packet network, each with a log of its connections (LwM2M APN Connection Profile 1.1). */
export const apnConnectionProfile: DeviceObject = {
  id: 11,
  instances(device, definition) {
    const ways = { 0: 'Internet', 1: 'internet', 4: NO_AUTHENTICATION, 24: IPV4 };
    const profile = newInstance(definition, { ...ways, ...connecting(device, 0, true) });
    return new Map([[0, profile]]);
  },
  creatable: true,
  /** Not enabled until a server says so. */
  adopt(device, definition, instance, given) {
    const behaviour = newInstance(definition, connecting(device, instance, false));
    const enabled = given.get(3)?.content;
    const adopted = new Map([...given, ...behaviour]);
    const state = adopted.get(3);
    if (state !== undefined && enabled) state.content = enabled;
    return adopted;
  },
};

/** The profiles that are in use, for Activated Profile Names (/10/0/11). */
export function enabledProfiles({ model }: Device): ReadonlyMap<number, Value> {
  const profiles = [...(model.objects.get(11)?.instances.keys() ?? [])];
  const enabled = profiles.filter(instance => booleanAt(model, [11, instance, 3], false));
  return new Map(enabled.map((instance, index) => [index, { object: 11, instance }]));
}

/** Enable status, and the log of what it leads to. */
function connecting(device: Device, instance: number, atTheFactory: boolean): InitialResources {
  const { model, time } = device;
  const log = new ConnectionLog(time, atTheFactory);
  let enabled = atTheFactory;
  const show = (connected: boolean): void => {
    if (connected) log.connected();
    else log.ended();
    for (const resource of [9, 10, 12]) model.touched(11, instance, resource);
  };
  device.join({ network: there => enabled && show(there) });
  const switched = (content: Content): void => {
    enabled = isOn(content);
    show(enabled);
    model.touched(10, 0, 11);
  };
  return {
    3: {
      current: () => ({ single: enabled }),
      takes: switched,
      // The way that its servers reach it by is not given up while there is no other.
      onWrite: { refuses: content => (isLast(device, instance) && !isOn(content) ? '4.05' : null) },
    },
    9: { current: () => log.column('requested') },
    10: { current: () => log.column('result') },
    11: { current: () => log.column('cause') },
    12: { current: () => log.column('ended') },
  };
}

function isLast(device: Device, instance: number): boolean {
  const links = [...enabledProfiles(device).values()];
  return links.length === 1 && links.some(link => (link as { instance: number }).instance === instance);
}
