import { formatPath } from '../lwm2m/path.ts';
import type { AccessRights } from './access/access-rights.ts';
import type { AttributeStore } from './attribute-store.ts';
import type { DataModel } from './data-model.ts';
import type { ObservedThing } from './observations.ts';
import { read } from './read.ts';
import { resolveTarget, type Target } from './target.ts';

/** A target as an observation sees it: resolved anew each time, because it, or the right to read it, may have gone meanwhile. */
export function observedThing(
  model: DataModel,
  access: AccessRights,
  attributes: AttributeStore,
  { path: ids }: Exclude<Target, { kind: 'refused' }>,
  accept: number | undefined,
): ObservedThing {
  const path = formatPath(ids);
  return {
    path,
    represent: () => {
      const target = resolveTarget(model, path);
      if (target.kind === 'refused') return { code: target.code };
      if (ids.instance !== undefined && !access.mayRead(ids.object, ids.instance)) return { code: '4.01' };
      return read(access.visible(target), accept);
    },
    numeric: () => {
      const target = resolveTarget(model, path);
      if (target.kind !== 'resource' || target.resource.content === null) return null;
      const { content } = target.resource;
      const value = 'single' in content ? content.single : null;
      return typeof value === 'bigint' || typeof value === 'number' ? value : null;
    },
    attributes: () => attributes.inForce(ids),
  };
}
