import type { ValueChange } from '../lwm2m/content/flat/path-value.ts';
import { resourceDefinition } from '../lwm2m/model/object-definition.ts';
import type { Lwm2mNode, ResourceNode } from '../lwm2m/node.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import type { ResourceType, Value } from '../lwm2m/value.ts';
import { definitionsForFuzzing } from './fuzz-object.ts';

const NUMERIC: readonly ResourceType[] = ['Integer', 'Unsigned Integer', 'Float', 'Time'];

/**
 * What content says, whichever way it was written. The type of a resource that no definition has is guessed from the
 * form of its value, so there 1, 1.0 and the time 1 are the same number.
 */
export function meaningOfNode(path: Lwm2mPath, node: Lwm2mNode): unknown {
  switch (node.kind) {
    case 'object':
      return { ...node, instances: node.instances.map(instance => meaningOfNode(path, instance)) };
    case 'instance':
      return { ...node, resources: node.resources.map(resource => meaningOfResource(path.object, resource)) };
    case 'single':
    case 'multiple':
      return meaningOfResource(path.object, node);
    case 'resource-instance':
      return isDefined(path.object, path.resource)
        ? node
        : { ...node, type: guessed(node.type), value: plain(node.value) };
  }
}

/** Where in the payload a value stood is no part of what it means. */
export function meaningOfChange(change: ValueChange): unknown {
  const { path, value } = change;
  if (value === null) return { path, value };
  const { type, time } = change;
  if (isDefined(path.object, path.resource)) return { path, type, value, time };
  return { path, type: guessed(type), value: plain(value), time };
}

function meaningOfResource(object: number, node: ResourceNode): unknown {
  if (isDefined(object, node.id)) return node;
  if (node.kind === 'single') return { ...node, type: guessed(node.type), value: plain(node.value) };
  const values = new Map([...node.values].map(([id, value]) => [id, plain(value)]));
  return { ...node, type: guessed(node.type), values };
}

function isDefined(object: number, resource: number | undefined): boolean {
  return resource !== undefined && resourceDefinition(definitionsForFuzzing(object), resource) !== undefined;
}

function guessed(type: ResourceType): string {
  return NUMERIC.includes(type) ? 'number' : type;
}

function plain(value: Value): Value {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}
