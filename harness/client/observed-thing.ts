import type { ModelVersion } from '../lwm2m/model/registry.ts';
import { formatPath, type Lwm2mPath } from '../lwm2m/path.ts';
import { sameValue, type Value } from '../lwm2m/value.ts';
import type { AttributeStore } from './attribute-store.ts';
import type { DataModel } from './data-model.ts';
import type { ObservedPart, ObservedThing } from './observations.ts';
import { read } from './read.ts';
import { type Found, resolvePath, type Target } from './target.ts';

/** A target as an observation sees it: resolved anew each time, because it may have gone meanwhile. */
export function observedThing(
  model: DataModel,
  attributes: AttributeStore,
  { path }: Found,
  accept: number | undefined,
  version: ModelVersion,
): ObservedThing {
  return {
    name: formatPath(path),
    represent: () => {
      const target = resolvePath(model, path, version);
      return target.kind === 'refused' ? { code: target.code } : read(target, accept, version);
    },
    parts: [observedPart(model, attributes, path, version)],
  };
}

/** One path under observation; there may be nothing at it. */
export function observedPart(
  model: DataModel,
  attributes: AttributeStore,
  path: Lwm2mPath,
  version: ModelVersion,
): ObservedPart {
  const now = (): Value | null => oneValueIn(resolvePath(model, path, version));
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
