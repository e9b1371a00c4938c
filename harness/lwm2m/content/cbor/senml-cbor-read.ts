import { deviationsOf } from '../../../coap/message/deviation.ts';
import type { Decoded } from '../decoded-content.ts';
import type { Findings } from '../flat/findings.ts';
import type { LocatedRecord, SenmlNumber, SenmlRecord } from '../senml/record.ts';
import { type CborItem, type CborMap, describeItem, NULL } from './cbor-item.ts';
import { describeNumber, numberOf } from './cbor-number.ts';
import { readCbor } from './cbor-read.ts';
import { EPOCH_TIME, secondsInWords } from './cbor-time.ts';
import { untagged } from './cbor-value-read.ts';
import { LABEL_OF_KEY, LABEL_OF_NAME, type SenmlLabel } from './senml-cbor-labels.ts';

type MutableRecord = { -readonly [Key in keyof SenmlRecord]: SenmlRecord[Key] };

const deviation = deviationsOf('senml-cbor', 'RFC 8428 §6');

/** Reads the records of a pack and hands them on. Total and linear. */
export function readSenmlCbor<Content>(
  bytes: Uint8Array,
  interpret: (records: readonly LocatedRecord[]) => Decoded<Content>,
): Decoded<Content> {
  const { item, deviations } = readCbor(bytes);
  if (item === null) return { node: null, deviations };
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const records = recordsIn(untagged(item, findings), findings);
  if (findings.faults.length > 0) {
    return { node: null, deviations: [...findings.deviations, ...findings.faults] };
  }
  const { node, deviations: more } = interpret(records);
  return { node, deviations: [...findings.deviations, ...more] };
}

function recordsIn(pack: CborItem, findings: Findings): LocatedRecord[] {
  const items = pack.kind === 'array' ? pack.items : [pack];
  if (pack.kind !== 'array') {
    const message = `${describeItem(pack)} where an array of records is due`;
    // A record without its array can only be a pack of one.
    const list = pack.kind === 'map' ? findings.deviations : findings.faults;
    list.push(deviation('pack', message, pack.offset));
    if (pack.kind !== 'map') return [];
  }
  return items.flatMap(item => {
    const record = untagged(item, findings);
    if (record.kind === 'map') return [readRecord(record, findings)];
    const message = `${describeItem(record)} where a record is due`;
    findings.faults.push(deviation('record', message, record.offset));
    return [];
  });
}

function readRecord({ entries, offset }: CborMap, findings: Findings): LocatedRecord {
  const record: MutableRecord = {};
  const unknownLabels: string[] = [];
  for (const { key, value } of entries) {
    const label = labelOf(key, findings);
    if (label === null) continue;
    if (label.known === null) unknownLabels.push(label.name);
    else readField(record, label.known, untagged(value, findings), findings);
  }
  return { ...record, offset, unknownLabels };
}

/** Null for a key that no record has. */
function labelOf(
  key: CborItem,
  findings: Findings,
): { readonly known: SenmlLabel } | { readonly known: null; readonly name: string } | null {
  if (key.kind === 'integer' || key.kind === 'text') {
    const label = LABEL_OF_KEY.get(key.value);
    if (label !== undefined) return { known: label };
  }
  if (key.kind !== 'text') {
    const what = key.kind === 'integer' ? `Label ${key.value}` : `${describeItem(key)} for a label`;
    findings.deviations.push(deviation('label', `${what}, which does not exist`, key.offset));
    return null;
  }
  const named = LABEL_OF_NAME.get(key.value);
  if (named === undefined) return { known: null, name: key.value };
  findings.deviations.push(deviation('label', `Label ${named} in words instead of its number`, key.offset));
  return { known: named };
}

function readField(record: MutableRecord, label: SenmlLabel, item: CborItem, findings: Findings): void {
  if (record[label] !== undefined) {
    findings.deviations.push(deviation('label', `Label ${label} more than once`, item.offset));
    return;
  }
  switch (label) {
    case 'bn':
    case 'n':
    case 'bu':
    case 'u':
      if (item.kind === 'text') record[label] = item.value;
      else wrongField(label, item, label === 'bn' || label === 'n' ? findings.faults : findings.deviations);
      return;
    case 'bt':
    case 'bv':
    case 'bs':
    case 't':
    case 'ut':
    case 'bver': {
      const number = readNumber(item, findings);
      if (number !== null) record[label] = number;
      else wrongField(label, item, findings.faults);
      return;
    }
    default:
      readValue(record, label, item, findings);
  }
}

/** A value under a label of another type is read as what it is; whether the resource can have it is judged later. */
function readValue(
  record: MutableRecord,
  label: 'v' | 'vs' | 'vb' | 'vd' | 'vlo' | 's',
  item: CborItem,
  findings: Findings,
): void {
  if (item.kind === 'simple' && item.value === NULL) {
    record[label] = null;
    return;
  }
  const number = readNumber(item, findings);
  const field = fieldOf(item, number);
  if (field !== null && label in field) Object.assign(record, field);
  else if (label === 'vlo' && item.kind === 'text') record.vlo = item.value;
  else if (label === 's' && number !== null) record.s = number;
  else if (field === null || label === 's' || Object.keys(field).some(own => own in record)) {
    wrongField(label, item, findings.faults);
  } else {
    wrongField(label, item, findings.deviations);
    Object.assign(record, field);
  }
}

/** The field that an item belongs into by itself. */
function fieldOf(item: CborItem, number: SenmlNumber | null): SenmlRecord | null {
  if (number !== null) return { v: number };
  if (item.kind === 'text') return { vs: item.value };
  if (item.kind === 'boolean') return { vb: item.value };
  return item.kind === 'bytes' ? { vd: item.value } : null;
}

/** Integers, floats and decimal fractions (RFC 8428 §6); bignums, and a Time with the tag of one, are taken too. */
function readNumber(item: CborItem, findings: Findings): SenmlNumber | null {
  const seconds = secondsInWords(item);
  const epoch = item.kind === 'tag' && item.tag === EPOCH_TIME ? item.content : item;
  const number = numberOf(epoch);
  if (number === null && seconds === null) return null;
  if (epoch !== item || seconds !== null || number?.form === 'bignum') {
    const message = `${describeNumber(item)} where a plain number will do`;
    findings.deviations.push(deviation('number', message, item.offset, { level: 'should' }));
  }
  return number === null ? seconds : number.value;
}

function wrongField(label: SenmlLabel, item: CborItem, list: Findings['deviations']): void {
  list.push(deviation('field-type', `${describeNumber(item)} under label ${label}`, item.offset));
}
