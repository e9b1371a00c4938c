/** text/plain and application/octet-stream: one value of a single resource or of a resource instance, nothing around it. */
import { isUtf8 } from 'node:buffer';
import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { type DefinitionLookup, resourceDefinition } from '../../model/object-definition.ts';
import type { Lwm2mNode, ResourceInstanceNode, SingleResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { ResourceType, Value } from '../../value.ts';
import type { ContentCodec } from '../codec.ts';
import type { DecodedContent } from '../decoded-content.ts';
import { readText } from './read-text.ts';
import { encodeText } from './text.ts';

type SingleValueNode = SingleResourceNode | ResourceInstanceNode;

const TEXT_CLAUSE = 'TS 1.0 §6.4.1';
const OPAQUE_CLAUSE = 'TS 1.0 §6.4.2';
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const textCodec: ContentCodec = {
  // NaN and the infinities have no decimal text (TS 1.0 appendix C).
  represents: node => isSingleValue(node) && (typeof node.value !== 'number' || Number.isFinite(node.value)),
  encode: encodeTextContent,
  decode: decodeTextContent,
};

export const opaqueCodec: ContentCodec = {
  represents: node => isSingleValue(node) && node.type === 'Opaque',
  encode: encodeOpaqueContent,
  decode: decodeOpaqueContent,
};

/** @throws HarnessBugError `content.node` unless path and node are one value; `text.value` when it has no text. */
function encodeTextContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const { type, value } = singleValue(path, node);
  return new TextEncoder().encode(encodeText(type, value));
}

/** @throws HarnessBugError `content.node` unless path and node are one value that is bytes. */
function encodeOpaqueContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const { value } = singleValue(path, node);
  if (value instanceof Uint8Array) return value;
  throw notSingle(path, 'a value that is not Opaque');
}

/** Reads text of the type that the definition has; String where it has none. */
function decodeTextContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const target = targetOf(path, definitions, 'String');
  if (target === null) return refused(notOneValue(path, TEXT_CLAUSE));
  if (!isUtf8(bytes)) return refused(deviationsOf('text', TEXT_CLAUSE)('utf8', 'Text that is not UTF-8', 0));
  const { value, deviations } = readText(target.type, utf8Decoder.decode(bytes));
  return { node: value === null ? null : nodeOf(target, value), deviations };
}

/** Reads bytes, which only an Opaque resource can be. */
function decodeOpaqueContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const target = targetOf(path, definitions, 'Opaque');
  if (target === null) return refused(notOneValue(path, OPAQUE_CLAUSE));
  if (target.type === 'Opaque') return { node: nodeOf(target, bytes), deviations: [] };
  const message = `Bytes for a resource of type ${target.type}`;
  return refused(deviationsOf('opaque', OPAQUE_CLAUSE)('type', message, 0));
}

interface Target {
  readonly kind: SingleValueNode['kind'];
  readonly id: number;
  readonly type: ResourceType;
}

/** Null where the path is not that of one value. What no definition has may be either. */
function targetOf(path: Lwm2mPath, definitions: DefinitionLookup, otherwise: ResourceType): Target | null {
  const { object, resource, resourceInstance } = path;
  if (resource === undefined) return null;
  const definition = resourceDefinition(definitions(object), resource);
  const type = definition?.type ?? otherwise;
  if (resourceInstance === undefined) {
    return definition?.multiple === true ? null : { kind: 'single', id: resource, type };
  }
  return definition?.multiple === false ? null : { kind: 'resource-instance', id: resourceInstance, type };
}

function nodeOf(target: Target, value: Value): SingleValueNode {
  return { ...target, value };
}

function refused(fault: Deviation): DecodedContent {
  return { node: null, deviations: [fault] };
}

function notOneValue(path: Lwm2mPath, clause: string): Deviation {
  return deviationsOf('content', clause)('single-value', `${formatPath(path)} is not a single value`, 0);
}

function isSingleValue(node: Lwm2mNode): node is SingleValueNode {
  return node.kind === 'single' || node.kind === 'resource-instance';
}

function singleValue(path: Lwm2mPath, node: Lwm2mNode): SingleValueNode {
  const kind = path.resourceInstance === undefined ? 'single' : 'resource-instance';
  if (isSingleValue(node) && path.resource !== undefined && node.kind === kind) return node;
  throw notSingle(path, `a node of kind ${node.kind}`);
}

function notSingle(path: Lwm2mPath, what: string): HarnessBugError {
  return new HarnessBugError('content.node', `${what} at ${formatPath(path)} cannot be sent as one value`, {
    hint: 'Choose a format with canRepresent before encoding.',
  });
}
