import type { Reply } from '../coap/exchange/received-message.ts';
import { breaches } from '../coap/message/deviation.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { locationOptions, uintValue } from '../coap/message/options.ts';
import { decodeNewInstance } from '../lwm2m/content/content.ts';
import {
  definitionsOf,
  type ObjectDefinition,
  type ResourceDefinition,
} from '../lwm2m/model/object-definition.ts';
import { inRange } from '../lwm2m/model/range.ts';
import type { ResourceNode } from '../lwm2m/node.ts';
import { adopted } from './adopted.ts';
import type { Device } from './device-object.ts';
import { writableFormats } from './formats.ts';
import type { Content, InstanceState, ResourceState } from './resource-state.ts';
import type { Target } from './target.ts';

/** Create (TS 1.0 §5.4.6). 4.05 where only the bootstrap interface makes instances, or there is exactly one. */
export function create(
  device: Device,
  { object, path }: Extract<Target, { kind: 'object' }>,
  request: CoapMessage,
): Reply {
  if (!isCreatable(device, path.object)) return { code: '4.05' };
  const format = uintValue(request, OptionNumber.contentFormat);
  if (format === undefined) return { code: '4.00' };
  if (!writableFormats(device.configuration.lwm2m, 1).includes(format)) return { code: '4.15' };
  const { node: given, deviations } = decodeNewInstance(
    format,
    path.object,
    request.payload,
    definitionsOf(object.definition),
  );
  if (given === null || breaches(deviations).length > 0) return { code: '4.00' };
  const id = given.id ?? freeId(object.instances);
  if (object.instances.has(id)) return { code: '4.00' };
  const resources = resourcesOf(object.definition, given.resources);
  if (resources === null) return { code: '4.00' };
  device.model.addInstance(path.object, id, adopted(device, path.object, id, resources));
  return {
    code: '2.01',
    ...(given.id === null ? { options: locationOptions(`/${path.object}/${id}`) } : {}),
  };
}

/** Delete (TS 1.0 §5.4.7). */
export function remove(device: Device, { path }: Extract<Target, { kind: 'instance' }>): Reply {
  if (!isCreatable(device, path.object)) return { code: '4.05' };
  device.model.removeInstance(path.object, path.instance ?? 0);
  return { code: '2.02' };
}

function isCreatable(device: Device, object: number): boolean {
  return device.objects.get(object)?.object.creatable ?? false;
}

/** Null when a mandatory writable resource is missing or a value is out of range. */
function resourcesOf(definition: ObjectDefinition, given: readonly ResourceNode[]): InstanceState | null {
  const state: InstanceState = new Map();
  for (const resource of definition.resources) {
    const node = given.find(({ id }) => id === resource.id);
    if (node === undefined && resource.mandatory && resource.operations.includes('W')) return null;
    if (node !== undefined && !fits(resource, node)) return null;
    if (node !== undefined || resource.mandatory) state.set(resource.id, stateOf(resource, node));
  }
  return state;
}

function fits(resource: ResourceDefinition, node: ResourceNode): boolean {
  if (resource.multiple !== (node.kind === 'multiple')) return false;
  const values = node.kind === 'single' ? [node.value] : [...node.values.values()];
  return values.every(value => inRange(resource.range, value));
}

function stateOf(definition: ResourceDefinition, node: ResourceNode | undefined): ResourceState {
  const content: Content | null =
    node === undefined ? null : node.kind === 'single' ? { single: node.value } : { multiple: node.values };
  return { definition, content, execution: definition.operations === 'E' ? { run: () => {} } : null };
}

function freeId(instances: ReadonlyMap<number, InstanceState>): number {
  let id = 0;
  while (instances.has(id)) id += 1;
  return id;
}
