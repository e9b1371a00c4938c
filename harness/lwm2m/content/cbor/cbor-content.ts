import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Lwm2mNode } from '../../node.ts';
import type { Lwm2mPath } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import type { DecodedContent } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import { isOneValue, notOneValue, oneValueAt, oneValueOf } from '../single-value/one-value.ts';
import { readCbor } from './cbor-read.ts';
import { valueTokens } from './cbor-value.ts';
import { readValue } from './cbor-value-read.ts';
import { writeCbor } from './cbor-write.ts';

const CLAUSE = 'TS 1.1.1 §7.4.3';

/** application/cbor: the value of one single resource or one resource instance, nothing around it (TS 1.1.1 §7.4.3). */
export const cborCodec: ContentCodec = {
  represents: isOneValue,
  encode: encodeCborContent,
  decode: decodeCborContent,
};

/**
 * A Time goes out as tag 1, as Leshan and Anjay send it; TS 1.1 leaves the form open, so all of them are read.
 * @throws HarnessBugError `content.node` unless path and node are one value, `cbor.value` when it does not fit.
 */
function encodeCborContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const { type, value } = oneValueOf(path, node);
  return writeCbor(valueTokens(type, value, 'tagged'));
}

function decodeCborContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const due = oneValueAt(path, definitions);
  if (due === null) return { node: null, deviations: [notOneValue(path, CLAUSE)] };
  const { item, deviations } = readCbor(bytes);
  if (item === null) return { node: null, deviations };
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const read = readValue(item, due.type, findings);
  if (read === null) return { node: null, deviations: [...findings.deviations, ...findings.faults] };
  return concluded<Lwm2mNode>({ kind: due.kind, id: due.id, ...read }, findings);
}
