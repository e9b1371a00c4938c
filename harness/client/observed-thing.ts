import { formatPath, type Lwm2mPath } from '../lwm2m/path.ts';
import { sameValue, type Value } from '../lwm2m/value.ts';
import type { AccessRights } from './access/access-rights.ts';
import type { AttributeStore } from './attribute-store.ts';
import type { Device } from './device-object.ts';
import type { ObservedPart, ObservedThing } from './observations.ts';
import { read } from './read.ts';
import { type Found, resolvePath, type Target } from './target.ts';

/** A target as an observation sees it: resolved anew each time, because it, or the right to read it, may have gone meanwhile. */
export function observedThing(
  device: Pick<Device, 'model' | 'configuration'>,
  access: AccessRights,
  attributes: AttributeStore,
  { path }: Found,
  accept: number | undefined,
): ObservedThing {
  const { model, configuration } = device;
  return {
    name: formatPath(path),
    represent: () => {
      const target = resolvePath(model, path, configuration.lwm2m);
      if (target.kind === 'refused') return { code: target.code };
      const { object, instance } = path;
      if (instance !== undefined && !access.mayRead(object, instance)) return { code: '4.01' };
      return read(access.visible(target), accept, configuration.lwm2m);
    },
    parts: [observedPart(device, attributes, path)],
  };
}

/** One path under observation; there may be nothing at it. */
export function observedPart(
  { model, configuration }: Pick<Device, 'model' | 'configuration'>,
  attributes: AttributeStore,
  path: Lwm2mPath,
): ObservedPart {
  const now = (): Value | null => oneValueIn(resolvePath(model, path, configuration.lwm2m));
  let known = now();
  return {
    affected: changed => {
      if (!areRelated(`${formatPath(path)}/`, `${changed}/`)) return false;
      if (path.resourceInstance === undefined) return true;
      // A change is told of the whole resource, whichever of its instances is another one.
      const [before, value] = [known, now()];
      known = value;
      return before === null || value === null ? before !== value : !sameValue(before, value);
    },
    numeric: () => {
      const value = now();
      return typeof value === 'bigint' || typeof value === 'number' ? value : null;
    },
    attributes: () => attributes.inForce(path),
  };
}

/** One is at, below or above the other: a resource changes, or a whole instance comes or goes. */
function areRelated(path: string, changed: string): boolean {
  return changed.startsWith(path) || path.startsWith(changed);
}

/** Null unless it is one value. */
function oneValueIn(target: Target): Value | null {
  if (target.kind === 'resource-instance') return target.value;
  const content = target.kind === 'resource' ? target.resource.content : null;
  return content !== null && 'single' in content ? content.single : null;
}
