import { type Lwm2mPath, parsePath } from '../../lwm2m/path.ts';
import type { PlainContent, PlainInstances, PlainResources } from '../outgoing-content.ts';
import type { BootstrapStep } from './bootstrap-step.ts';

/** What a sequence leaves in the instances of one object, by instance id, whatever the level of its writes. */
export function writtenInstances(
  steps: readonly BootstrapStep[],
  object: number,
): ReadonlyMap<number, PlainResources> {
  const instances = new Map<number, PlainResources>();
  const put = (id: number, resources: PlainResources): void => {
    instances.set(id, { ...instances.get(id), ...resources });
  };
  for (const step of steps) {
    if (step.kind !== 'write') continue;
    const path: Lwm2mPath | null = parsePath(step.path);
    if (path?.object !== object) continue;
    const { instance, resource } = path;
    if (instance === undefined) {
      for (const [id, resources] of Object.entries(step.value as PlainInstances)) put(Number(id), resources);
    } else if (resource === undefined) put(instance, step.value as PlainResources);
    else put(instance, { [resource]: step.value as PlainContent });
  }
  return instances;
}
