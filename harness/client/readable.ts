import type { InstanceNode, ResourceNode } from '../lwm2m/node.ts';
import type { InstanceState, ResourceState } from './resource-state.ts';

/** The readable resources of an instance as a tree (TS 1.0 §5.4.1: what cannot be read is skipped). */
export function readableInstance(id: number, state: InstanceState): InstanceNode {
  const resources = [...state.values()]
    .filter(isReadable)
    .map(toResourceNode)
    .filter(node => node !== null);
  return { kind: 'instance', id, resources };
}

export function isReadable({ definition }: ResourceState): boolean {
  return definition.operations.includes('R');
}

export function toResourceNode({ definition, content }: ResourceState): ResourceNode | null {
  if (content === null) return null;
  return 'single' in content
    ? { kind: 'single', id: definition.id, type: definition.type, value: content.single }
    : { kind: 'multiple', id: definition.id, type: definition.type, values: content.multiple };
}
