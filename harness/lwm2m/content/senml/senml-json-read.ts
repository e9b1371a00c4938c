/** Records of a SenML JSON pack (RFC 8428 §5), before base fields are taken into them. */
import type { Deviation } from '../../../coap/message/deviation.ts';
import type { Decoded } from '../decoded-content.ts';
import { readBase64Url } from '../flat/base64url.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import {
  isJsonArray,
  isJsonObject,
  type JsonDocument,
  type JsonObject,
  type JsonValue,
} from '../json/json-value.ts';
import { booleanMeant, numberMeant, textMeant } from '../json/meant.ts';
import type { LocatedRecord } from './record.ts';
import { senmlDeviation } from './senml-deviation.ts';

const JSON_CLAUSE = 'RFC 8428 §5';

type Kind = 'number' | 'text' | 'boolean' | 'bytes';

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...['bt', 'bv', 'bs', 'bver', 't', 'ut', 'v', 's'].map((label): [string, Kind] => [label, 'number']),
  ...['bn', 'bu', 'n', 'u', 'vs', 'vlo'].map((label): [string, Kind] => [label, 'text']),
  ['vb', 'boolean'],
  ['vd', 'bytes'],
]);
const MEANT = { number: numberMeant, text: textMeant, boolean: booleanMeant } as const;
/** Where null stands for a value that is to be removed (RFC 8790 §3.2). */
const NULLABLE: ReadonlySet<string> = new Set(['v', 'vs', 'vb', 'vd', 'vlo', 's']);

/** Takes a document for a pack. A record alone, and a field of another JSON type, are read where they mean one thing. */
export function senmlRecordsIn({ root, offsetOf }: JsonDocument): Decoded<readonly LocatedRecord[]> {
  const findings: Findings = { deviations: [], faults: [] };
  const records: LocatedRecord[] = [];
  if (!isJsonArray(root)) {
    const alone = isJsonObject(root);
    const found = senmlDeviation('pack', 'A pack that is no array', 0, { clause: JSON_CLAUSE });
    (alone ? findings.deviations : findings.faults).push(found);
    if (alone) records.push(recordOf(root, offsetOf(root), findings));
    return concluded(records, findings);
  }
  for (const item of root) {
    if (isJsonObject(item)) records.push(recordOf(item, offsetOf(item), findings));
    else findings.faults.push(noRecord(isJsonArray(item) ? offsetOf(item) : offsetOf(root)));
  }
  return concluded(records, findings);
}

function noRecord(offset: number) {
  return senmlDeviation('record', 'A record that is no object', offset, { clause: JSON_CLAUSE });
}

function recordOf(object: JsonObject, offset: number, findings: Findings): LocatedRecord {
  const unknownLabels: string[] = [];
  const record: LocatedRecord & Record<string, unknown> = { offset, unknownLabels };
  for (const label in object) {
    const value = object[label];
    const kind = KINDS.get(label);
    if (value === undefined) continue;
    if (kind === undefined) unknownLabels.push(label);
    else if (value === null && NULLABLE.has(label)) record[label] = null;
    else {
      const read = kind === 'bytes' ? bytesOf(value, offset, findings) : MEANT[kind](value);
      // KINDS gives each label the type that SenmlRecord declares.
      if (read !== undefined) record[label] = read;
      if (!Object.is(read, value) && kind !== 'bytes')
        findings.deviations.push(wrongType(label, kind, offset));
    }
  }
  return record;
}

function wrongType(label: string, kind: Kind, offset: number): Deviation {
  const message = `Field ${label} that is no JSON ${kind === 'text' ? 'string' : kind}`;
  return senmlDeviation('field-type', message, offset, { clause: JSON_CLAUSE });
}

function bytesOf(value: JsonValue, offset: number, findings: Findings): Uint8Array | undefined {
  const decoded = typeof value === 'string' ? readBase64Url(value) : null;
  if (decoded?.exact === true) return decoded.bytes;
  const found = senmlDeviation('base64', 'Data that are not base64url without padding', offset, {
    clause: JSON_CLAUSE,
  });
  (decoded === null ? findings.faults : findings.deviations).push(found);
  return decoded?.bytes;
}
