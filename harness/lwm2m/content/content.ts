import type { Deviation } from '../../coap/message/deviation.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../model/object-definition.ts';
import type { Lwm2mNode } from '../node.ts';
import { formatPath, type Lwm2mPath } from '../path.ts';
import { cborCodec } from './cbor/cbor-content.ts';
import { lwm2mCborCodec } from './cbor/lwm2m-cbor.ts';
import { senmlCborCodec, senmlEtchCborCodec } from './cbor/senml-cbor.ts';
import type { CompositeCodec, ContentCodec, EtchCodec } from './codec.ts';
import { ContentFormat, describeContentFormat } from './content-format.ts';
import type { Decoded, DecodedContent, NewInstance } from './decoded-content.ts';
import { lwm2mJsonCodec } from './json/lwm2m-json.ts';
import { senmlEtchJsonCodec, senmlJsonCodec } from './senml/senml-json.ts';
import { opaqueCodec, textCodec } from './single-value/single-value.ts';
import { tlvCodec } from './tlv/tlv-content.ts';

const CODECS: ReadonlyMap<number, ContentCodec> = new Map<number, ContentCodec>([
  [ContentFormat.text, textCodec],
  [ContentFormat.opaque, opaqueCodec],
  [ContentFormat.cbor, cborCodec],
  [ContentFormat.senmlJson, senmlJsonCodec],
  [ContentFormat.senmlCbor, senmlCborCodec],
  [ContentFormat.tlv, tlvCodec],
  [ContentFormat.json, lwm2mJsonCodec],
  [ContentFormat.lwm2mCbor, lwm2mCborCodec],
]);

const ETCH_CODECS: ReadonlyMap<number, EtchCodec> = new Map([
  [ContentFormat.senmlEtchJson, senmlEtchJsonCodec],
  [ContentFormat.senmlEtchCbor, senmlEtchCborCodec],
]);

/** Whether a node can be sent in a format: text/plain and opaque carry a single value only. */
export function canRepresent(format: number, node: Lwm2mNode): boolean {
  return CODECS.get(format)?.represents(node) ?? false;
}

/** Whether content of that format can be read at all; if not, the answer is 4.15. */
export function isReadableFormat(format: number): boolean {
  return CODECS.has(format);
}

/**
 * @throws HarnessBugError `content.format` when the format cannot represent the node (ask `canRepresent` first),
 * `content.node` when the node is not what the path points at.
 */
export function encodeContent(format: number, path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const codec = CODECS.get(format);
  if (codec === undefined || !codec.represents(node)) throw notRepresentable(format, formatPath(path));
  return codec.encode(path, node);
}

/** Reads content of a known path. Types come from the definitions; total on any bytes. */
export function decodeContent(
  format: number,
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  return CODECS.get(format)?.decode(path, bytes, definitions) ?? notReadable(format);
}

/**
 * Body of a Create on an object.
 * @throws HarnessBugError `content.format` when the format cannot carry an instance.
 */
export function encodeNewInstance(format: number, objectId: number, instance: NewInstance): Uint8Array {
  const codec = CODECS.get(format)?.newInstance;
  if (codec === undefined || (instance.id === null && !codec.anonymous)) {
    throw notRepresentable(format, instance.id === null ? 'a new instance without id' : 'a new instance');
  }
  return codec.encode(objectId, instance);
}

/** Reads the body of a Create on an object. */
export function decodeNewInstance(
  format: number,
  objectId: number,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): Decoded<NewInstance> {
  return CODECS.get(format)?.newInstance?.decode(objectId, bytes, definitions) ?? notReadable(format);
}

/** Undefined for a format that cannot carry values of unrelated paths (TS 1.1 §6.3.9–6.3.11). */
export function compositeCodec(format: number): CompositeCodec | undefined {
  return CODECS.get(format)?.composite;
}

/** Undefined for a format that is none of SenML-ETCH (RFC 8790). */
export function etchCodec(format: number): EtchCodec | undefined {
  return ETCH_CODECS.get(format);
}

function notRepresentable(format: number, what: string): HarnessBugError {
  return new HarnessBugError('content.format', `${describeContentFormat(format)} cannot carry ${what}`, {
    hint: 'Choose a format with canRepresent before encoding.',
  });
}

function notReadable(format: number): { readonly node: null; readonly deviations: readonly Deviation[] } {
  const message = `No content of format ${describeContentFormat(format)} can be read here`;
  return {
    node: null,
    deviations: [{ code: 'content.format', message, offset: 0, clause: 'TS 1.0 §6.4', level: 'must' }],
  };
}
