/** text/plain and application/octet-stream: one value of a single resource or of a resource instance, nothing around it. */
import { isUtf8 } from 'node:buffer';
import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Lwm2mNode } from '../../node.ts';
import type { Lwm2mPath } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import type { DecodedContent } from '../decoded-content.ts';
import { cannotBeSent, isOneValue, notOneValue, oneValueAt, oneValueOf } from './one-value.ts';
import { readText } from './read-text.ts';
import { encodeText } from './text.ts';

const TEXT_CLAUSE = 'TS 1.0 §6.4.1';
const OPAQUE_CLAUSE = 'TS 1.0 §6.4.2';
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const textCodec: ContentCodec = {
  // NaN and the infinities have no decimal text (TS 1.0 appendix C).
  represents: node => isOneValue(node) && (typeof node.value !== 'number' || Number.isFinite(node.value)),
  encode: encodeTextContent,
  decode: decodeTextContent,
};

export const opaqueCodec: ContentCodec = {
  represents: node => isOneValue(node) && node.type === 'Opaque',
  encode: encodeOpaqueContent,
  decode: decodeOpaqueContent,
};

/** @throws HarnessBugError `content.node` unless path and node are one value; `text.value` when it has no text. */
function encodeTextContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const { type, value } = oneValueOf(path, node);
  return new TextEncoder().encode(encodeText(type, value));
}

/** @throws HarnessBugError `content.node` unless path and node are one value that is bytes. */
function encodeOpaqueContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const { value } = oneValueOf(path, node);
  if (value instanceof Uint8Array) return value;
  throw cannotBeSent(path, 'a value that is not Opaque');
}

/** Reads text of the type that the definition has; String where it has none. */
function decodeTextContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const due = oneValueAt(path, definitions);
  if (due === null) return refused(notOneValue(path, TEXT_CLAUSE));
  if (!isUtf8(bytes)) return refused(deviationsOf('text', TEXT_CLAUSE)('utf8', 'Text that is not UTF-8', 0));
  const { kind, id, type = 'String' } = due;
  const { value, deviations } = readText(type, utf8Decoder.decode(bytes));
  return { node: value === null ? null : { kind, id, type, value }, deviations };
}

/** Reads bytes, which only an Opaque resource can be. */
function decodeOpaqueContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const due = oneValueAt(path, definitions);
  if (due === null) return refused(notOneValue(path, OPAQUE_CLAUSE));
  const { kind, id, type = 'Opaque' } = due;
  if (type === 'Opaque') return { node: { kind, id, type, value: bytes }, deviations: [] };
  const message = `Bytes for a resource of type ${type}`;
  return refused(deviationsOf('opaque', OPAQUE_CLAUSE)('type', message, 0));
}

function refused(fault: Deviation): DecodedContent {
  return { node: null, deviations: [fault] };
}
