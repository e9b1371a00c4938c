import type { ReferenceClient } from '../client/reference-client.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { pathOf } from '../coap/message/options.ts';
import { type Operations, resourceDefinition } from '../lwm2m/model/object-definition.ts';
import { parsePath } from '../lwm2m/path.ts';
import type { Value } from '../lwm2m/value.ts';
import { resourcesIn } from './content-changes.ts';

/** The value of a single resource of a device, `/1/0/6`; undefined where there is none. */
export function heldAt(device: ReferenceClient, path: string): Value | undefined {
  const [object, instance, resource] = idsOf(path);
  const content = device.model.resource(object, instance, resource)?.content;
  return content && 'single' in content ? content.single : undefined;
}

/** What the definition lets a server do with a resource that a device has; undefined where there is none. */
export function operationsAt(device: ReferenceClient, path: string): Operations | undefined {
  const [object, instance, resource] = idsOf(path);
  if (device.model.resource(object, instance, resource) === undefined) return undefined;
  return resourceDefinition(device.model.objects.get(object)?.definition, resource)?.operations;
}

/** Gives a single resource another value, whoever may; observations hear of it. */
export function hold(device: ReferenceClient, path: string, value: Value): void {
  const [object, instance, resource] = idsOf(path);
  device.model.set(object, instance, resource, { single: value });
}

/** Stores what a Write on a device carries, whoever may write what; from then on it is what the device holds there. */
export function storeAll(device: ReferenceClient, request: CoapMessage): void {
  const { object = 0, instance = 0 } = parsePath(pathOf(request)) ?? {};
  for (const node of resourcesIn(request, id => device.model.objects.get(id)?.definition)) {
    device.model.hold(object, instance, node.id);
    device.model.set(
      object,
      instance,
      node.id,
      node.kind === 'single' ? { single: node.value } : { multiple: node.values },
    );
  }
}

function idsOf(path: string): [object: number, instance: number, resource: number] {
  const { object = -1, instance = -1, resource = -1 } = parsePath(path) ?? {};
  return [object, instance, resource];
}
