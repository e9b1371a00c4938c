import fc from 'fast-check';
import { instanceOf, resourceOf, valueFor } from '../lwm2m/node.arbitrary.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';
import { type Lwm2mPath, MAX_ID } from '../lwm2m/path.ts';
import { COMPARED_OBJECTS } from './reference-objects.ts';

export interface NodeSample {
  readonly path: Lwm2mPath;
  readonly node: Lwm2mNode;
}

const id = fc.nat({ max: MAX_ID });

/** An object, an instance, a resource or a resource instance of the compared objects, with its path. */
export const nodeSample: fc.Arbitrary<NodeSample> = fc.constantFrom(...COMPARED_OBJECTS).chain(definition => {
  const resources = definition.resources.filter(({ type }) => type !== 'None');
  const instance = instanceOf(definition);
  const object = definition.id;
  const ofResource = fc.tuple(id, fc.constantFrom(...resources));
  return fc.oneof<fc.Arbitrary<NodeSample>[]>(
    fc
      .uniqueArray(instance, { selector: each => each.id, maxLength: 3 })
      .map(instances => ({ path: { object }, node: { kind: 'object', id: object, instances } })),
    instance.map(node => ({ path: { object, instance: node.id }, node })),
    ofResource.chain(([inside, resource]) =>
      resourceOf(resource).map(node => ({ path: { object, instance: inside, resource: resource.id }, node })),
    ),
    fc.tuple(ofResource, id).chain(([[inside, { id: resource, type }], resourceInstance]) =>
      valueFor(type).map(value => ({
        path: { object, instance: inside, resource, resourceInstance },
        node: { kind: 'resource-instance' as const, id: resourceInstance, type, value },
      })),
    ),
  );
});
