import type { Token } from 'cborg';
import type { SenmlRecord } from '../senml/record.ts';
import {
  arrayHead,
  booleanToken,
  bytesToken,
  floatToken,
  integerToken,
  mapHead,
  nullToken,
  textToken,
  writeCbor,
} from './cbor-write.ts';
import { LABELS } from './senml-cbor-labels.ts';

/** A pack: an array of maps of definite length, base fields first (RFC 8428 §6). */
export function writeSenmlCbor(records: readonly SenmlRecord[]): Uint8Array {
  const tokens: Token[] = [arrayHead(records.length)];
  for (const record of records) pushRecord(record, tokens);
  return writeCbor(tokens);
}

function pushRecord(record: SenmlRecord, tokens: Token[]): void {
  const fields: Token[] = [];
  for (const [label, key] of LABELS) {
    const value = record[label];
    if (value === undefined) continue;
    fields.push(typeof key === 'string' ? textToken(key) : integerToken(key), fieldToken(value));
  }
  tokens.push(mapHead(fields.length / 2), ...fields);
}

function fieldToken(value: NonNullable<SenmlRecord[keyof SenmlRecord]> | null): Token {
  if (value === null) return nullToken();
  if (typeof value === 'string') return textToken(value);
  if (typeof value === 'bigint') return integerToken(value);
  if (typeof value === 'number') return floatToken(value);
  return typeof value === 'boolean' ? booleanToken(value) : bytesToken(value);
}
