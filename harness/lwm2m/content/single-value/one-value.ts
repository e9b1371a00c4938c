/** What formats that carry one value and nothing around it have in common: text, bytes and CBOR. */
import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { type DefinitionLookup, resourceDefinition } from '../../model/object-definition.ts';
import type { Lwm2mNode, ResourceInstanceNode, SingleResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { ResourceType } from '../../value.ts';

export type OneValueNode = SingleResourceNode | ResourceInstanceNode;

export interface OneValue {
  readonly kind: OneValueNode['kind'];
  readonly id: number;
  /** Undefined where no definition tells. */
  readonly type: ResourceType | undefined;
}

/** What a path points at; null where that is not one value. What no definition has may be single or multiple. */
export function oneValueAt(path: Lwm2mPath, definitions: DefinitionLookup): OneValue | null {
  const { object, resource, resourceInstance } = path;
  if (resource === undefined) return null;
  const definition = resourceDefinition(definitions(object), resource);
  const type = definition?.type;
  if (resourceInstance === undefined) {
    return definition?.multiple === true ? null : { kind: 'single', id: resource, type };
  }
  return definition?.multiple === false ? null : { kind: 'resource-instance', id: resourceInstance, type };
}

export function notOneValue(path: Lwm2mPath, clause: string): Deviation {
  return deviationsOf('content', clause)('single-value', `${formatPath(path)} is not a single value`, 0);
}

export function isOneValue(node: Lwm2mNode): node is OneValueNode {
  return node.kind === 'single' || node.kind === 'resource-instance';
}

/** @throws HarnessBugError `content.node` unless path and node are one value. */
export function oneValueOf(path: Lwm2mPath, node: Lwm2mNode): OneValueNode {
  const kind = path.resourceInstance === undefined ? 'single' : 'resource-instance';
  if (isOneValue(node) && path.resource !== undefined && node.kind === kind) return node;
  throw cannotBeSent(path, `a node of kind ${node.kind}`);
}

export function cannotBeSent(path: Lwm2mPath, what: string): HarnessBugError {
  return new HarnessBugError('content.node', `${what} at ${formatPath(path)} cannot be sent as one value`, {
    hint: 'Choose a format with canRepresent before encoding.',
  });
}
