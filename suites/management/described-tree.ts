import {
  type ClientContext,
  linksIn,
  type ObjectDefinition,
  objectList,
  type RegisteredDevice,
  type ResourceDefinition,
} from '../../harness/touchstone.ts';

/** A resource that Discover shows, with its definition. */
export interface DescribedResource {
  readonly path: string;
  /**
   * `3-0-4`, for the words of checks: the object, the place of the instance in the object list, the resource. Checks of devices
   * that number their instances otherwise have the same names.
   */
  readonly words: string;
  readonly object: ObjectDefinition;
  readonly resource: ResourceDefinition;
}

/** Ids of the objects of which the device lists an instance, in their order; never the Security object. */
export function listedObjects({ register }: RegisteredDevice): readonly number[] {
  const ids = instancesIn(register).map(path => Number(path.split('/')[1]));
  return [...new Set(ids)].filter(id => id !== 0).sort((a, b) => a - b);
}

/**
 * Preamble: the resources of an object that Discover shows and a definition describes; those that no definition
 * describes are left out.
 * @throws Inconclusive when a Discover does not succeed, unless what is refused is to be left out.
 */
export async function describedResources(
  t: ClientContext,
  { device, register, root }: RegisteredDevice,
  objectId: number,
  whenRefused: 'inconclusive' | 'left out' = 'inconclusive',
): Promise<readonly DescribedResource[]> {
  const object = t.definitions(objectId);
  if (object === undefined) return [];
  const found: DescribedResource[] = [];
  const instances = instancesIn(register).filter(path => path.startsWith(`/${objectId}/`));
  for (const [place, instance] of instances.entries()) {
    const outcome = await device.discover(instance);
    if (whenRefused === 'inconclusive') t.done(outcome, `the Discover of ${instance}`);
    const links = linksIn(outcome, root);
    for (const resource of object.resources) {
      const path = `${instance}/${resource.id}`;
      if (!links.some(({ target }) => target === path)) continue;
      found.push({ path, words: `${objectId}-${place}-${resource.id}`, object, resource });
    }
  }
  return found;
}

/** Whether every instance that the device lists shows its resources to a Discover, and a definition describes them. */
export async function isDescribed(t: ClientContext, registered: RegisteredDevice): Promise<boolean> {
  const { device, register, root } = registered;
  if (listedObjects(registered).some(id => t.definitions(id) === undefined)) return false;
  for (const instance of instancesIn(register).filter(path => !path.startsWith('/0/'))) {
    if (linksIn(await device.discover(instance), root).length === 0) return false;
  }
  return true;
}

function instancesIn(register: RegisteredDevice['register']): readonly string[] {
  const instances = (objectList(register) ?? []).filter(path => /^\/\d+\/\d+$/.test(path));
  // A device may link to one of them twice.
  return [...new Set(instances)];
}
