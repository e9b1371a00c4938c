import type { ModelVersion } from '../lwm2m/model/registry.ts';
import { formatPath } from '../lwm2m/path.ts';
import type { Value } from '../lwm2m/value.ts';
import type { AttributeStore } from './attribute-store.ts';
import type { DataModel } from './data-model.ts';
import type { ObservedThing } from './observations.ts';
import { read } from './read.ts';
import { type Found, resolveTarget, type Target } from './target.ts';

/** A target as an observation sees it: resolved anew each time, because it may have gone meanwhile. */
export function observedThing(
  model: DataModel,
  attributes: AttributeStore,
  { path: ids }: Found,
  accept: number | undefined,
  version: ModelVersion,
): ObservedThing {
  const path = formatPath(ids);
  const target = (): Target => resolveTarget(model, path, version);
  return {
    name: path,
    // What changes is a resource, even where a resource instance is observed, or a whole instance that comes or goes.
    covers: changed => isPartOf(changed, path) || isPartOf(path, changed),
    represent: () => {
      const now = target();
      return now.kind === 'refused' ? { code: now.code } : read(now, accept, version);
    },
    numeric: () => {
      const value = oneValueIn(target());
      return typeof value === 'bigint' || typeof value === 'number' ? value : null;
    },
    attributes: () => attributes.inForce(ids),
  };
}

/** At or below a path. */
function isPartOf(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}/`);
}

/** Null unless it is one value. */
function oneValueIn(target: Target): Value | null {
  if (target.kind === 'resource-instance') return target.value;
  const content = target.kind === 'resource' ? target.resource.content : null;
  return content !== null && 'single' in content ? content.single : null;
}
