import fc from 'fast-check';
import type { ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import { valueCases } from '../lwm2m/model/value-cases/value-cases.ts';
import { instanceOf, resourceOf, valueFor } from '../lwm2m/node.arbitrary.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';
import { type Lwm2mPath, MAX_ID } from '../lwm2m/path.ts';
import { COMPARED_OBJECTS, EVERY_TYPE } from './reference-objects.ts';

export interface NodeSample {
  readonly path: Lwm2mPath;
  readonly node: Lwm2mNode;
}

/** A resource of every type with every value at a bound of the type, NaN and the infinities among them. */
export const boundSamples: readonly NodeSample[] = EVERY_TYPE.resources
  .filter(({ multiple }) => !multiple)
  .flatMap(resource =>
    valueCases(resource)
      .filter(({ kind }) => kind === 'legal' || kind === 'doubtful')
      .map(({ value }) => ({
        path: { object: EVERY_TYPE.id, instance: 0, resource: resource.id },
        node: { kind: 'single' as const, id: resource.id, type: resource.type, value },
      })),
  );

const id = fc.nat({ max: MAX_ID });

/** An object, an instance, a resource or a resource instance of the compared objects, with its path. */
export const nodeSample: fc.Arbitrary<NodeSample> = fc.constantFrom(...COMPARED_OBJECTS).chain(definition => {
  const object = definition.id;
  const instance = instanceOf(definition);
  const resources = definition.resources.filter(({ type }) => type !== 'None');
  const multiple = resources.filter(resource => resource.multiple);
  return fc.oneof<fc.Arbitrary<NodeSample>[]>(
    fc
      .uniqueArray(instance, { selector: each => each.id, maxLength: 3 })
      .map(instances => ({ path: { object }, node: { kind: 'object', id: object, instances } })),
    instance.map(node => ({ path: { object, instance: node.id }, node })),
    resourceSample(object, resources),
    // A single resource has no resource instances.
    ...(multiple.length === 0 ? [] : [resourceInstanceSample(object, multiple)]),
  );
});

function resourceSample(object: number, resources: readonly ResourceDefinition[]): fc.Arbitrary<NodeSample> {
  return fc
    .tuple(fc.constantFrom(...resources), id)
    .chain(([resource, instance]) =>
      resourceOf(resource).map(node => ({ path: { object, instance, resource: resource.id }, node })),
    );
}

function resourceInstanceSample(
  object: number,
  resources: readonly ResourceDefinition[],
): fc.Arbitrary<NodeSample> {
  return fc.tuple(fc.constantFrom(...resources), id, id).chain(([{ id: resource, type }, instance, each]) =>
    valueFor(type).map(value => ({
      path: { object, instance, resource, resourceInstance: each },
      node: { kind: 'resource-instance' as const, id: each, type, value },
    })),
  );
}
