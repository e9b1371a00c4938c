import type { Code } from '../coap/message/message.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import { parsePath } from '../lwm2m/path.ts';
import type { DataModel } from './data-model.ts';
import type { InstanceState, ObjectState, ResourceState } from './resource-state.ts';

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
  | { readonly kind: 'refused'; readonly code: Code };

const SECURITY_OBJECT = 0;

/** TS 1.0 §5.4 and §8.2.5: 4.01 on the Security object, 4.04 where nothing is, 4.05 on the root. */
export function resolveTarget(model: DataModel, text: string): Target {
  if (text === '/') return { kind: 'refused', code: '4.05' };
  const path = parsePath(text);
  if (path === null) return { kind: 'refused', code: '4.04' };
  if (path.object === SECURITY_OBJECT) return { kind: 'refused', code: '4.01' };
  const object = model.objects.get(path.object);
  if (object === undefined) return { kind: 'refused', code: '4.04' };
  if (path.instance === undefined) return { kind: 'object', path, object };
  const instance = object.instances.get(path.instance);
  if (instance === undefined) return { kind: 'refused', code: '4.04' };
  if (path.resource === undefined) return { kind: 'instance', path, object, instance };
  const resource = instance.get(path.resource);
  // Resource instances cannot be addressed in LwM2M 1.0.
  if (resource === undefined || path.resourceInstance !== undefined) return { kind: 'refused', code: '4.04' };
  return { kind: 'resource', path, object, instance, resource };
}
