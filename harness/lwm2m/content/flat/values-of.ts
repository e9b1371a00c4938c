import type { Lwm2mNode, ResourceNode } from '../../node.ts';
import type { Lwm2mPath } from '../../path.ts';
import type { PathValue } from './path-value.ts';

/** The values of a tree, each with its full path, in the order of the tree. What holds no value vanishes. */
export function valuesOf(path: Lwm2mPath, node: Lwm2mNode): PathValue[] {
  const { object, instance = 0, resource = 0 } = path;
  switch (node.kind) {
    case 'object':
      return node.instances.flatMap(({ id, resources }) =>
        resources.flatMap(each => resourceValues(object, id, each)),
      );
    case 'instance':
      return node.resources.flatMap(each => resourceValues(object, instance, each));
    case 'single':
    case 'multiple':
      return resourceValues(object, instance, node);
    case 'resource-instance': {
      const { id, type, value } = node;
      return [{ path: { object, instance, resource, resourceInstance: id }, type, value, time: null }];
    }
  }
}

function resourceValues(object: number, instance: number, node: ResourceNode): PathValue[] {
  const { id: resource, type } = node;
  if (node.kind === 'single') {
    return [{ path: { object, instance, resource }, type, value: node.value, time: null }];
  }
  return [...node.values].map(([resourceInstance, value]) => ({
    path: { object, instance, resource, resourceInstance },
    type,
    value,
    time: null,
  }));
}
