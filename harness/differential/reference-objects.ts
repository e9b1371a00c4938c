/** Objects with every type, single and multiple, beside those of the registry. */
import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import { definitionOf, OBJECT_DEFINITIONS } from '../lwm2m/model/registry.ts';
import type { ResourceType } from '../lwm2m/value.ts';
import { peerType } from './peer-value.ts';

const TYPES: readonly ResourceType[] = [
  'String',
  'Integer',
  'Unsigned Integer',
  'Float',
  'Boolean',
  'Opaque',
  'Time',
  'Objlnk',
];

/** Resources 0–7 single and 100–107 multiple, in the order of the types. */
export const EVERY_TYPE: ObjectDefinition = {
  id: 33_000,
  name: 'Every type',
  urn: 'urn:oma:lwm2m:x:33000',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: TYPES.flatMap((type, index) =>
    [false, true].map(multiple => ({
      id: multiple ? 100 + index : index,
      name: type,
      operations: 'RW' as const,
      multiple,
      mandatory: false,
      type,
    })),
  ),
};

export const COMPARED_OBJECTS: readonly ObjectDefinition[] = [EVERY_TYPE, ...OBJECT_DEFINITIONS];

export function comparedDefinition(object: number): ObjectDefinition | undefined {
  return object === EVERY_TYPE.id ? EVERY_TYPE : definitionOf(object);
}

/** The request that teaches the peer the same objects. */
export function modelRequest(): { readonly op: string; readonly objects: unknown } {
  return {
    op: 'model',
    objects: COMPARED_OBJECTS.map(({ id, multiple, resources }) => ({
      id,
      multiple,
      resources: resources.map(resource => ({
        id: resource.id,
        multiple: resource.multiple,
        type: peerType(resource.type),
      })),
    })),
  };
}
