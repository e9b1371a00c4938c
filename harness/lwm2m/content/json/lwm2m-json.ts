/** LwM2M JSON, 11543 (TS 1.0 §6.4.4). */
import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Lwm2mNode } from '../../node.ts';
import type { Lwm2mPath } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import type { Decoded, DecodedContent } from '../decoded-content.ts';
import { contentAt, newInstanceValues, nodeValues, withoutOffsets } from '../flat/flat-content.ts';
import { newInstanceFrom } from '../flat/new-instance-from.ts';
import type { PathValue } from '../flat/path-value.ts';
import { valuesOf } from '../flat/values-of.ts';
import { readJson } from './json-document.ts';
import { lwm2mJsonValues } from './lwm2m-json-read.ts';
import { writeLwm2mJson } from './lwm2m-json-write.ts';

/** A new instance needs an id, for a name has no other place for its values. */
export const lwm2mJsonCodec = {
  represents,
  encode: (path, node) => writeLwm2mJson(path, nodeValues(path, node)),
  decode: decodeLwm2mJson,
  newInstance: {
    anonymous: false,
    encode: (object, instance) =>
      writeLwm2mJson({ object, instance: instance.id ?? 0 }, newInstanceValues(object, instance)),
    decode: (object, bytes, definitions) => newInstanceFrom(decodeLwm2mJson({ object }, bytes, definitions)),
  },
} satisfies ContentCodec;

/** JSON has neither NaN nor infinities. */
function represents(node: Lwm2mNode): boolean {
  return valuesOf({ object: 0 }, node).every(
    ({ value }) => typeof value !== 'number' || Number.isFinite(value),
  );
}

/** Reads what a path points at; of a history the newest values. */
function decodeLwm2mJson(path: Lwm2mPath, bytes: Uint8Array, definitions: DefinitionLookup): DecodedContent {
  return readJson(bytes, document =>
    contentAt(path, lwm2mJsonValues(path, document, definitions), definitions),
  );
}

/** Reads a history: values with their times, in the order of the payload. */
export function decodeLwm2mJsonHistory(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): Decoded<readonly PathValue[]> {
  return withoutOffsets(readJson(bytes, document => lwm2mJsonValues(path, document, definitions)));
}

/** Writes values below a path with their times. */
export function encodeLwm2mJsonHistory(path: Lwm2mPath, values: readonly PathValue[]): Uint8Array {
  return writeLwm2mJson(path, values);
}
