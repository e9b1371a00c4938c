import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Lwm2mNode } from '../../node.ts';
import type { Lwm2mPath } from '../../path.ts';
import type { CompositeCodec, ContentCodec, NewInstanceCodec } from '../codec.ts';
import type { Decoded, DecodedContent, NewInstance } from '../decoded-content.ts';
import { newInstanceFrom } from '../flat/new-instance-from.ts';
import { pathClashes } from '../flat/path-clashes.ts';
import type { PathValue } from '../flat/path-value.ts';
import { expectNodeAt } from '../node-at-path.ts';
import { lwm2mCborNode } from './lwm2m-cbor-node.ts';
import { duplicates, readLwm2mCbor, readLwm2mCborPaths } from './lwm2m-cbor-read.ts';
import { writeLwm2mCbor, writeLwm2mCborPaths, writeLwm2mCborValues } from './lwm2m-cbor-write.ts';

/**
 * application/vnd.oma.lwm2m+cbor: maps by id, a key being one id or an array of several (TS 1.2 §7.4). The only format of
 * paths and values that can say that a multiple resource or an instance is empty. It has no times.
 */
export const lwm2mCborCodec = {
  represents: () => true,
  encode: encodeLwm2mCbor,
  decode: decodeLwm2mCbor,
  newInstance: { anonymous: false, encode: encodeNewInstance, decode: decodeNewInstance },
  composite: {
    encodePaths: writeLwm2mCborPaths,
    decodePaths: readLwm2mCborPaths,
    encodeValues: writeLwm2mCborValues,
    decodeValues: decodeLwm2mCborValues,
  },
} satisfies ContentCodec & { readonly newInstance: NewInstanceCodec; readonly composite: CompositeCodec };

/**
 * A Time goes out without a tag: the size that the example of the Device instance has in TS 1.2 leaves no room for one.
 * @throws HarnessBugError `content.node` when the node is not what the path points at, `cbor.value` when it does not fit.
 */
function encodeLwm2mCbor(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  expectNodeAt(path, node);
  return writeLwm2mCbor(path, node);
}

function decodeLwm2mCbor(path: Lwm2mPath, bytes: Uint8Array, definitions: DefinitionLookup): DecodedContent {
  const { node: content, deviations } = readLwm2mCbor(bytes, definitions);
  if (content === null) return { node: null, deviations };
  const decoded = lwm2mCborNode(path, content, definitions);
  return { node: decoded.node, deviations: [...deviations, ...decoded.deviations] };
}

/** @throws HarnessBugError `content.node` when the instance has no id. */
function encodeNewInstance(object: number, { id, resources }: NewInstance): Uint8Array {
  if (id !== null) return writeLwm2mCbor({ object, instance: id }, { kind: 'instance', id, resources });
  throw new HarnessBugError('content.node', 'A new instance without id has no key in LwM2M CBOR', {
    hint: 'Choose a format whose newInstance codec is anonymous.',
  });
}

function decodeNewInstance(
  object: number,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): Decoded<NewInstance> {
  return newInstanceFrom(decodeLwm2mCbor({ object }, bytes, definitions));
}

function decodeLwm2mCborValues(
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): Decoded<readonly PathValue[]> {
  const { node: content, deviations } = readLwm2mCbor(bytes, definitions);
  if (content === null) return { node: null, deviations };
  const values = content.values.map(({ offset, ...value }) => value);
  const clashes = [...duplicates(content.values), ...pathClashes(content.values)];
  return { node: values, deviations: [...deviations, ...clashes] };
}
