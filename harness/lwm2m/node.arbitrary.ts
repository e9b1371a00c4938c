/** Values and trees that fit their definitions, for property tests. */
import fc from 'fast-check';
import { anyCharacter } from '../property/any-character.arbitrary.ts';
import type { ObjectDefinition, ResourceDefinition } from './model/object-definition.ts';
import { OBJECT_DEFINITIONS } from './model/registry.ts';
import type { InstanceNode, ObjectNode, ResourceNode } from './node.ts';
import { MAX_ID } from './path.ts';
import type { ResourceType, Value } from './value.ts';

export const VALUE_TYPES: readonly ResourceType[] = [
  'String',
  'Integer',
  'Unsigned Integer',
  'Float',
  'Boolean',
  'Opaque',
  'Time',
  'Objlnk',
];

export function valueFor(type: ResourceType): fc.Arbitrary<Value> {
  switch (type) {
    case 'String':
      return fc.string({ unit: anyCharacter, maxLength: 300 });
    case 'Integer':
    case 'Time':
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    case 'Unsigned Integer':
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    case 'Float':
      return fc.oneof(fc.float(), fc.double());
    case 'Boolean':
      return fc.boolean();
    case 'Opaque':
      return fc.uint8Array({ maxLength: 300 });
    case 'Objlnk':
      return fc.record({ object: fc.nat({ max: 0xffff }), instance: fc.nat({ max: 0xffff }) });
    case 'None':
      throw new TypeError('A None has no value');
  }
}

export function resourceOf({ id, type, multiple }: ResourceDefinition): fc.Arbitrary<ResourceNode> {
  if (!multiple) return valueFor(type).map(value => ({ kind: 'single', id, type, value }));
  return fc
    .uniqueArray(fc.tuple(fc.nat({ max: MAX_ID }), valueFor(type)), {
      selector: ([key]) => key,
      maxLength: 5,
    })
    .map(values => ({ kind: 'multiple', id, type, values: new Map(values) }));
}

export function instanceOf(object: ObjectDefinition): fc.Arbitrary<InstanceNode> {
  const withValue = object.resources.filter(({ type }) => type !== 'None');
  return fc.record({
    kind: fc.constant('instance' as const),
    id: fc.nat({ max: MAX_ID }),
    resources: fc
      .subarray(withValue)
      .chain(definitions => fc.tuple(...definitions.map(definition => resourceOf(definition)))),
  });
}

export const anyDefinition = fc.constantFrom(...OBJECT_DEFINITIONS);

export const anyInstance: fc.Arbitrary<{ readonly object: number; readonly node: InstanceNode }> =
  anyDefinition.chain(definition => instanceOf(definition).map(node => ({ object: definition.id, node })));

export const anyObject: fc.Arbitrary<ObjectNode> = anyDefinition.chain(definition =>
  fc
    .uniqueArray(instanceOf(definition), { selector: ({ id }) => id, maxLength: 3 })
    .map(instances => ({ kind: 'object', id: definition.id, instances })),
);
