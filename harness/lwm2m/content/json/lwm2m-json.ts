/** LwM2M JSON, 11543 (TS 1.0 §6.4.4). */
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Lwm2mNode } from '../../node.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import type { Decoded, DecodedContent } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import { contentAt, newInstanceValues, nodeValues, withoutOffsets } from '../flat/flat-content.ts';
import { expectInside, isInside } from '../flat/inside-path.ts';
import { newInstanceFrom } from '../flat/new-instance-from.ts';
import { pathClashes } from '../flat/path-clashes.ts';
import type { LocatedValue, PathValue } from '../flat/path-value.ts';
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

/** Reads a history: values at a path or below it, with their times, in the order of the payload. */
export function decodeLwm2mJsonHistory(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): Decoded<readonly PathValue[]> {
  return withoutOffsets(
    readJson(bytes, document => allInside(path, lwm2mJsonValues(path, document, definitions))),
  );
}

function allInside(
  path: Lwm2mPath,
  { node: values, deviations }: Decoded<readonly LocatedValue[]>,
): Decoded<readonly LocatedValue[]> {
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const inside = values?.filter(value => expectInside(path, value, findings)) ?? null;
  if (inside === null) return { node: null, deviations };
  findings.deviations.push(...pathClashes(inside));
  return concluded(inside, findings);
}

/**
 * Writes values at a path or below it with their times.
 * @throws HarnessBugError `content.node` when one is of another path.
 */
export function encodeLwm2mJsonHistory(path: Lwm2mPath, values: readonly PathValue[]): Uint8Array {
  const outside = values.find(value => !isInside(path, value.path));
  if (outside === undefined) return writeLwm2mJson(path, values);
  throw new HarnessBugError('content.node', `${formatPath(outside.path)} is not below ${formatPath(path)}`, {
    hint: 'Pass values of the path that the history is of.',
  });
}
