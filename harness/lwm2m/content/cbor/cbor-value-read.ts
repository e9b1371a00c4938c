import { deviationsOf } from '../../../coap/message/deviation.ts';
import type { ResourceType, Value } from '../../value.ts';
import { type Carried, typed, typeOf } from '../flat/carried-value.ts';
import type { Findings } from '../flat/findings.ts';
import { type CborItem, describeItem } from './cbor-item.ts';
import { describeNumber, numberOf } from './cbor-number.ts';
import { EPOCH_TIME, isTimeTag, secondsInWords } from './cbor-time.ts';

const SELF_DESCRIBED = 55_799;

const deviation = deviationsOf('cbor', 'TS 1.1.1 appendix C');

/** A typed value that was read. */
export interface ReadValue {
  readonly type: ResourceType;
  readonly value: Value;
}

/**
 * Reads a value of a known type, or of the type that its item suggests. Another item that means the same value is
 * taken with a deviation: advice where it is the same number in another form (1 for 1.0, a bignum of 64 bits), a breach
 * where it is something else (1 for true). Null together with a fault.
 */
export function readValue(
  item: CborItem,
  due: ResourceType | undefined,
  findings: Findings,
): ReadValue | null {
  const bare = untagged(item, findings);
  const type = due ?? suggestedType(bare);
  const carried = type === null ? null : carriedBy(bare, type, findings);
  if (type === null || carried === null) {
    findings.faults.push(wrongType(bare, type));
    return null;
  }
  const { value, fault } = typed(type, carried);
  if (fault === null) {
    if (type === 'Float' && bare.kind !== 'float') findings.deviations.push(otherForm(bare, type, 'should'));
    return { type, value };
  }
  if (value !== null) findings.deviations.push(otherForm(bare, type, 'must'));
  else findings.faults.push(fault === 'range' ? outOfRange(bare, type) : wrongType(bare, type));
  return value === null ? null : { type, value };
}

/** Takes tags away that say nothing about a value. */
export function untagged(item: CborItem, findings: Findings): CborItem {
  let bare = item;
  while (bare.kind === 'tag' && numberOf(bare) === null && !isTimeTag(bare)) {
    const level = bare.tag === SELF_DESCRIBED ? 'should' : 'must';
    const message = `${describeItem(bare)} where none is due`;
    findings.deviations.push(deviation('tag', message, bare.offset, { clause: 'RFC 8949 §3.4', level }));
    bare = bare.content;
  }
  return bare;
}

function suggestedType(item: CborItem): ResourceType | null {
  if (item.kind === 'tag' && isTimeTag(item)) return 'Time';
  const carried = plainly(item);
  return carried === null ? null : typeOf(carried);
}

function carriedBy(item: CborItem, type: ResourceType, findings: Findings): Carried | null {
  if (type === 'Time') return timeBy(item, findings);
  if (type === 'Objlnk' && item.kind === 'text') return { kind: 'link', value: item.value };
  if (type !== 'Float' && numberOf(item)?.form === 'bignum')
    findings.deviations.push(otherForm(item, type, 'should'));
  return plainly(item);
}

function plainly(item: CborItem): Carried | null {
  if (item.kind === 'text' || item.kind === 'bytes' || item.kind === 'boolean') return item;
  const number = numberOf(item);
  return number === null ? null : { kind: 'number', value: number.value };
}

/** Epoch time with or without its tag, and a date in words (RFC 8949 §3.4.1–3.4.2); fractions of a second are lost. */
function timeBy(item: CborItem, findings: Findings): Carried | null {
  if (item.kind === 'tag' && item.tag === EPOCH_TIME) return timeBy(item.content, findings);
  const seconds = secondsInWords(item);
  if (seconds !== null) {
    findings.deviations.push(otherForm(item, 'Time', 'should'));
    return { kind: 'number', value: seconds };
  }
  const carried = plainly(item);
  if (carried?.kind !== 'number' || typeof carried.value === 'bigint') return carried;
  return { kind: 'number', value: Math.floor(carried.value) };
}

function otherForm(item: CborItem, type: ResourceType, level: 'must' | 'should') {
  return deviation('value-form', `${describeNumber(item)} for ${type}`, item.offset, { level });
}

function outOfRange(item: CborItem, type: ResourceType) {
  return deviation('value-range', `${describeNumber(item)} out of range for ${type}`, item.offset);
}

function wrongType(item: CborItem, type: ResourceType | null) {
  const due = type === 'None' ? 'a resource that has no value' : (type ?? 'a value of any type');
  return deviation('value-type', `${describeNumber(item)} for ${due}`, item.offset);
}
