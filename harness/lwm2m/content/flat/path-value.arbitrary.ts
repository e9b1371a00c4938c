/** Trees that flat formats keep whole, and values of unrelated paths with and without times. */
import fc from 'fast-check';
import { OBJECT_DEFINITIONS } from '../../model/registry.ts';
import { anyInstance, anyObject, valueFor } from '../../node.arbitrary.ts';
import type { InstanceNode, Lwm2mNode } from '../../node.ts';
import { type Lwm2mPath, MAX_ID } from '../../path.ts';
import type { PathSelector } from '../codec.ts';
import type { PathValue, ValueChange } from './path-value.ts';

export interface PlacedNode {
  readonly path: Lwm2mPath;
  readonly node: Lwm2mNode;
}

/** A multiple resource without instances has no value that could be listed. */
function holdingValues(instance: InstanceNode): InstanceNode {
  const resources = instance.resources.filter(each => each.kind === 'single' || each.values.size > 0);
  return { ...instance, resources };
}

/** Every depth: object, object instance, resource, resource instance. Where nothing else is left, an empty instance. */
export const anyPlacedNode: fc.Arbitrary<PlacedNode> = fc.oneof(
  anyObject.map(object => {
    const instances = object.instances.map(holdingValues).filter(({ resources }) => resources.length > 0);
    return { path: { object: object.id }, node: { ...object, instances } };
  }),
  anyInstance.chain(({ object, node }) => {
    const instance = holdingValues(node);
    const path = { object, instance: node.id };
    const nodes: PlacedNode[] = [{ path, node: instance }];
    for (const resource of node.resources) {
      nodes.push({ path: { ...path, resource: resource.id }, node: resource });
      if (resource.kind === 'single') continue;
      for (const [id, value] of resource.values) {
        const at = { ...path, resource: resource.id, resourceInstance: id };
        nodes.push({ path: at, node: { kind: 'resource-instance', id, type: resource.type, value } });
      }
    }
    return fc.constantFrom(...nodes);
  }),
);

const anyTime = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.integer({ min: 2 ** 28, max: 2 ** 40 }),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }).map(time => (time === 0 ? 0 : time)),
);

const anyId = fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: MAX_ID }));

/** A value of a defined resource at a path that suits it. */
export const anyPathValue: fc.Arbitrary<PathValue> = fc
  .constantFrom(...OBJECT_DEFINITIONS)
  .chain(object =>
    fc
      .constantFrom(...object.resources.filter(({ type }) => type !== 'None'))
      .map(resource => ({ object, resource })),
  )
  .chain(({ object, resource: { id, type, multiple } }) =>
    fc
      .record({ instance: anyId, resourceInstance: anyId, value: valueFor(type), time: anyTime })
      .map(({ instance, resourceInstance, value, time }) => {
        const single = { object: object.id, instance, resource: id };
        return { path: multiple ? { ...single, resourceInstance } : single, type, value, time };
      }),
  );

export const anyPathValues = fc.array(anyPathValue, { minLength: 1, maxLength: 8 });

/** One value over time, all times told. */
export const anyHistory: fc.Arbitrary<readonly PathValue[]> = anyPathValue.chain(value =>
  fc
    .uniqueArray(
      anyTime.filter(time => time !== null),
      { minLength: 1, maxLength: 8 },
    )
    .map(times => times.map(time => ({ ...value, time }))),
);

export const anySelector: fc.Arbitrary<PathSelector> = fc.oneof(
  fc.constant('root' as const),
  anyId.map(object => ({ object })),
  fc.record({ object: anyId, instance: anyId }),
  fc.record({ object: anyId, instance: anyId, resource: anyId }),
  fc.record({ object: anyId, instance: anyId, resource: anyId, resourceInstance: anyId }),
);

export const anyChange: fc.Arbitrary<ValueChange> = fc.oneof(
  anyPathValue,
  fc.record({ object: anyId, instance: anyId, resource: anyId }).map(path => ({ path, value: null })),
);
