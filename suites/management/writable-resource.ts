import {
  type ClientContext,
  ContentFormat,
  type RegisteredDevice,
  type ResourceType,
} from '../../harness/touchstone.ts';
import { type DescribedResource, describedResources, listedObjects } from './described-tree.ts';

/** To write them is to do something: accounts, rights, firmware, software, bearers. */
const WITH_EFFECTS: readonly number[] = [1, 2, 5, 8, 9, 10, 11, 12, 13, 16];

/** Current Time goes on by itself. */
const GOING_ON = { object: 3, resource: 13 } as const;

/**
 * Preamble: the first resource of this type that the server can read and write, and that does nothing but hold its value.
 * @throws Inconclusive when the device shows none.
 */
export async function writableResource(
  t: ClientContext,
  registered: RegisteredDevice,
  type: ResourceType,
  multiple = false,
): Promise<DescribedResource> {
  const found = await shownWritable(t, registered, type, multiple);
  return found ?? t.inconclusive('preamble.refused', `no ${type} that can be written is shown`);
}

/** As `writableResource`; null when the device shows none. Objects that show no resources at all are left out. */
export async function shownWritable(
  t: ClientContext,
  registered: RegisteredDevice,
  type: ResourceType,
  multiple = false,
): Promise<DescribedResource | null> {
  for (const id of listedObjects(registered).filter(object => !WITH_EFFECTS.includes(object))) {
    for (const each of await describedResources(t, registered, id, 'left out')) {
      const { resource, path } = each;
      if (id === GOING_ON.object && resource.id === GOING_ON.resource) continue;
      const meant = resource.type === type && resource.multiple === multiple && resource.operations === 'RW';
      if (!meant || resource.range !== undefined) continue;
      const read = await registered.device.read(path, ContentFormat.tlv);
      if (read.kind === 'response' && read.message.code === '2.05') return each;
    }
  }
  return null;
}
