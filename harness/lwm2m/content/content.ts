import type { Deviation } from '../../coap/message/message.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../model/object-definition.ts';
import type { Lwm2mNode } from '../node.ts';
import { formatPath, type Lwm2mPath } from '../path.ts';
import { ContentFormat, describeContentFormat } from './content-format.ts';
import type { Decoded, DecodedContent, NewInstance } from './decoded-content.ts';
import {
  decodeOpaqueContent,
  decodeTextContent,
  encodeOpaqueContent,
  encodeTextContent,
} from './single-value/single-value.ts';
import {
  decodeTlvContent,
  decodeTlvNewInstance,
  encodeTlvContent,
  encodeTlvNewInstance,
} from './tlv/tlv-content.ts';

interface ContentCodec {
  readonly represents: (node: Lwm2mNode) => boolean;
  readonly encode: (path: Lwm2mPath, node: Lwm2mNode) => Uint8Array;
  readonly decode: (path: Lwm2mPath, bytes: Uint8Array, definitions: DefinitionLookup) => DecodedContent;
  /** Absent where the format cannot carry a whole instance. */
  readonly newInstance?: {
    readonly encode: (instance: NewInstance) => Uint8Array;
    readonly decode: (
      objectId: number,
      bytes: Uint8Array,
      definitions: DefinitionLookup,
    ) => Decoded<NewInstance>;
  };
}

const CODECS: ReadonlyMap<number, ContentCodec> = new Map<number, ContentCodec>([
  [
    ContentFormat.text,
    { represents: node => node.kind === 'single', encode: encodeTextContent, decode: decodeTextContent },
  ],
  [
    ContentFormat.opaque,
    {
      represents: node => node.kind === 'single' && node.type === 'Opaque',
      encode: encodeOpaqueContent,
      decode: decodeOpaqueContent,
    },
  ],
  [
    ContentFormat.tlv,
    {
      represents: () => true,
      encode: encodeTlvContent,
      decode: decodeTlvContent,
      newInstance: { encode: encodeTlvNewInstance, decode: decodeTlvNewInstance },
    },
  ],
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
export function encodeNewInstance(format: number, instance: NewInstance): Uint8Array {
  const codec = CODECS.get(format)?.newInstance;
  if (codec === undefined) throw notRepresentable(format, 'a new instance');
  return codec.encode(instance);
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

function notRepresentable(format: number, what: string): HarnessBugError {
  return new HarnessBugError('content.format', `${describeContentFormat(format)} cannot carry ${what}`, {
    hint: 'Choose a format with canRepresent before encoding.',
  });
}

function notReadable(format: number): { readonly node: null; readonly deviations: readonly Deviation[] } {
  const message = `No content of format ${describeContentFormat(format)} can be read here`;
  return { node: null, deviations: [{ code: 'content.format', message, offset: 0, clause: 'TS 1.0 §6.4' }] };
}
