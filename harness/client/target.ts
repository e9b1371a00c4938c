import type { Code } from '../coap/message/message.ts';
import type { ModelVersion } from '../lwm2m/model/registry.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import { parsePath } from '../lwm2m/path.ts';
import type { Value } from '../lwm2m/value.ts';
import type { DataModel } from './data-model.ts';
import { type InstanceState, isThere, type ObjectState, type ResourceState } from './resource-state.ts';

/** What a request path points at in a device, or the code that refuses it. */
export type Target =
  | { readonly kind: 'object'; readonly path: Lwm2mPath; readonly object: ObjectState }
  | {
      readonly kind: 'instance';
      readonly path: Lwm2mPath;
      readonly object: ObjectState;
      readonly instance: InstanceState;
    }
  | {
      readonly kind: 'resource';
      readonly path: Lwm2mPath;
      readonly object: ObjectState;
      readonly instance: InstanceState;
      readonly resource: ResourceState;
    }
  | {
      readonly kind: 'resource-instance';
      readonly path: Lwm2mPath;
      readonly object: ObjectState;
      readonly instance: InstanceState;
      readonly resource: ResourceState;
      readonly value: Value;
    }
  | { readonly kind: 'refused'; readonly code: Code };

export type Found = Exclude<Target, { kind: 'refused' }>;

const SECURITY_OBJECT = 0;

/** TS 1.0 §5.4 and §8.2.5: 4.01 on the Security object, 4.04 where nothing is, 4.05 on the root. */
export function resolveTarget(model: DataModel, text: string, version: ModelVersion): Target {
  if (text === '/') return { kind: 'refused', code: '4.05' };
  const path = parsePath(text);
  return path === null ? { kind: 'refused', code: '4.04' } : resolvePath(model, path, version);
}

export function resolvePath(model: DataModel, path: Lwm2mPath, version: ModelVersion): Target {
  if (path.object === SECURITY_OBJECT) return { kind: 'refused', code: '4.01' };
  const object = model.objects.get(path.object);
  if (object === undefined) return { kind: 'refused', code: '4.04' };
  if (path.instance === undefined) return { kind: 'object', path, object };
  const instance = object.instances.get(path.instance);
  if (instance === undefined) return { kind: 'refused', code: '4.04' };
  if (path.resource === undefined) return { kind: 'instance', path, object, instance };
  const resource = instance.get(path.resource);
  if (resource === undefined || !isThere(resource)) return { kind: 'refused', code: '4.04' };
  if (path.resourceInstance === undefined) return { kind: 'resource', path, object, instance, resource };
  const { content } = resource;
  const value = content && 'multiple' in content ? content.multiple.get(path.resourceInstance) : undefined;
  // Resource instances cannot be addressed in LwM2M 1.0.
  if (value === undefined || version === '1.0') return { kind: 'refused', code: '4.04' };
  return { kind: 'resource-instance', path, object, instance, resource, value };
}
