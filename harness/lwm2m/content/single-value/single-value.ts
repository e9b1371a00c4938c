/** text/plain and application/octet-stream: one value of one single resource, nothing around it. */
import { isUtf8 } from 'node:buffer';
import type { Deviation } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { type DefinitionLookup, resourceDefinition } from '../../model/object-definition.ts';
import type { Lwm2mNode, SingleResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath, pathDepth } from '../../path.ts';
import type { ResourceType, Value } from '../../value.ts';
import type { ContentCodec } from '../codec.ts';
import type { DecodedContent } from '../decoded-content.ts';
import { decodeLooseNumber, decodeText, encodeText } from './text.ts';

const TEXT_CLAUSE = 'TS 1.0 §6.4.1';
const OPAQUE_CLAUSE = 'TS 1.0 §6.4.2';
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const textCodec: ContentCodec = {
  represents: node => node.kind === 'single',
  encode: encodeTextContent,
  decode: decodeTextContent,
};

export const opaqueCodec: ContentCodec = {
  represents: node => node.kind === 'single' && node.type === 'Opaque',
  encode: encodeOpaqueContent,
  decode: decodeOpaqueContent,
};

/** @throws HarnessBugError `content.node` unless path and node are a single resource; `text.value` when it has no text. */
function encodeTextContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const { type, value } = singleResource(path, node);
  return new TextEncoder().encode(encodeText(type, value));
}

/** @throws HarnessBugError `content.node` unless path and node are a single resource with bytes. */
function encodeOpaqueContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const { value } = singleResource(path, node);
  if (value instanceof Uint8Array) return value;
  throw notSingle(path, 'a value that is not Opaque');
}

/** Reads text of the type that the definition has; String where it has none. An odd form of a number is a deviation. */
function decodeTextContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const target = singleTarget(path, definitions, 'String', TEXT_CLAUSE);
  if ('fault' in target) return refused(target.fault);
  if (!isUtf8(bytes)) return refused(deviation('text.utf8', 'Text that is not UTF-8', TEXT_CLAUSE));
  const text = utf8Decoder.decode(bytes);
  const value = decodeText(target.type, text);
  if (value !== null) return single(target, value);
  const loose = decodeLooseNumber(target.type, text);
  if (loose === null) return refused(deviation('text.value', `Text that is no ${target.type}`, TEXT_CLAUSE));
  const form = deviation(
    'text.number-form',
    `${target.type} in another form than plain decimal`,
    TEXT_CLAUSE,
  );
  return { ...single(target, loose), deviations: [form] };
}

/** Reads bytes, which only an Opaque resource can be. */
function decodeOpaqueContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const target = singleTarget(path, definitions, 'Opaque', OPAQUE_CLAUSE);
  if ('fault' in target) return refused(target.fault);
  if (target.type === 'Opaque') return single(target, bytes);
  return refused(deviation('opaque.type', `Bytes for a resource of type ${target.type}`, OPAQUE_CLAUSE));
}

interface SingleTarget {
  readonly id: number;
  readonly type: ResourceType;
}

function singleTarget(
  path: Lwm2mPath,
  definitions: DefinitionLookup,
  otherwise: ResourceType,
  clause: string,
): SingleTarget | { readonly fault: Deviation } {
  const definition = resourceDefinition(definitions(path.object), path.resource ?? -1);
  if (path.resource === undefined || pathDepth(path) !== 3 || definition?.multiple === true) {
    return {
      fault: deviation('content.single-value', `${formatPath(path)} is not a single resource`, clause),
    };
  }
  return { id: path.resource, type: definition?.type ?? otherwise };
}

function single({ id, type }: SingleTarget, value: Value): DecodedContent {
  return { node: { kind: 'single', id, type, value }, deviations: [] };
}

function refused(fault: Deviation): DecodedContent {
  return { node: null, deviations: [fault] };
}

function deviation(code: string, message: string, clause: string): Deviation {
  return { code, message, offset: 0, clause, level: 'must' };
}

function singleResource(path: Lwm2mPath, node: Lwm2mNode): SingleResourceNode {
  if (node.kind === 'single' && pathDepth(path) === 3) return node;
  throw notSingle(path, `a node of kind ${node.kind}`);
}

function notSingle(path: Lwm2mPath, what: string): HarnessBugError {
  return new HarnessBugError('content.node', `${what} at ${formatPath(path)} cannot be sent as one value`, {
    hint: 'Choose a format with canRepresent before encoding.',
  });
}
