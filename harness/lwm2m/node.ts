/** What a path points at, with its values: the tree that content formats carry. */
import type { ResourceType, Value } from './value.ts';

export interface ObjectNode {
  readonly kind: 'object';
  readonly id: number;
  readonly instances: readonly InstanceNode[];
}

export interface InstanceNode {
  readonly kind: 'instance';
  readonly id: number;
  readonly resources: readonly ResourceNode[];
}

export interface SingleResourceNode {
  readonly kind: 'single';
  readonly id: number;
  readonly type: ResourceType;
  readonly value: Value;
}

export interface MultipleResourceNode {
  readonly kind: 'multiple';
  readonly id: number;
  readonly type: ResourceType;
  /** By resource instance id. */
  readonly values: ReadonlyMap<number, Value>;
}

export type ResourceNode = SingleResourceNode | MultipleResourceNode;
/** One value of a multiple resource, addressed on its own (TS 1.1 §7.1). */
export interface ResourceInstanceNode {
  readonly kind: 'resource-instance';
  readonly id: number;
  readonly type: ResourceType;
  readonly value: Value;
}

export type Lwm2mNode = ObjectNode | InstanceNode | ResourceNode | ResourceInstanceNode;
