/** Values as the records of a pack, base fields where they make it shorter (RFC 8428 §4.1, TS 1.1 §7.4.4). */
import { formatPath } from '../../path.ts';
import { formatObjectLink, isObjectLink, type Value, valueFits } from '../../value.ts';
import { pathText } from '../flat/path-text.ts';
import type { PathValue, ValueChange } from '../flat/path-value.ts';
import { notOfType } from '../value-error.ts';
import type { SenmlNumber, SenmlRecord } from './record.ts';

/** Bytes that a field costs beside its characters or digits. */
export interface FieldCost {
  readonly bn: number;
  readonly bt: number;
  readonly t: number;
}

/** A label of one byte, and a length of one byte for text. */
export const CBOR_FIELD_COST: FieldCost = { bn: 2, bt: 1, t: 1 };
/** `"bn":"",` `"bt":,` `"t":,` */
export const JSON_FIELD_COST: FieldCost = { bn: 8, bt: 6, t: 5 };

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/**
 * One record a value, in their order. The first record takes the longest common part of the names up to a slash as base name,
 * and its time as base time, where that is shorter.
 * @throws HarnessBugError `senml.value` when a value is not of its type.
 */
export function recordsOf(values: readonly PathValue[], cost: FieldCost = CBOR_FIELD_COST): SenmlRecord[] {
  return recordsOfChanges(values, cost);
}

/** Records of a patch, as `recordsOf` has them; null for what is to be removed (RFC 8790 §3.2). */
export function recordsOfChanges(
  changes: readonly ValueChange[],
  cost: FieldCost = CBOR_FIELD_COST,
): SenmlRecord[] {
  const records = namedBy(
    changes.map(({ path }) => pathText(path)),
    cost,
  );
  const base = baseTimeOf(changes.map(timeOf), cost);
  for (const [index, change] of changes.entries()) {
    const record = records[index];
    if (record === undefined) continue;
    if (base !== null && index === 0) record.bt = numberOf(base);
    if (change.value === null) record.v = null;
    else setValue(record, change);
    const time = timeOf(change);
    const rest = time === null ? null : time - (base ?? 0);
    if (rest !== null && (base === null || rest !== 0)) record.t = numberOf(rest);
  }
  return records;
}

function timeOf(change: ValueChange): number | null {
  return change.value === null ? null : change.time;
}

/** Records of nothing but names; every one of them keeps a name of its own. */
export function namedBy(names: readonly string[], cost: FieldCost = CBOR_FIELD_COST): Mutable<SenmlRecord>[] {
  const base = baseNameOf(names, cost);
  return names.map((name, index) => {
    if (base === '') return { n: name };
    const n = name.slice(base.length);
    return index === 0 ? { bn: base, n } : { n };
  });
}

function baseNameOf(names: readonly string[], cost: FieldCost): string {
  const [first = ''] = names;
  let length = first.length;
  for (const name of names) {
    let same = 0;
    while (same < length && name.charCodeAt(same) === first.charCodeAt(same)) same += 1;
    length = same;
  }
  const base = first.slice(0, first.lastIndexOf('/', length - 1) + 1);
  const shorter = base.length * names.length > base.length + cost.bn;
  return shorter && !names.includes(base) ? base : '';
}

/** The time of the first value, where all have one, nothing is lost by the sum, and it is shorter. */
function baseTimeOf(times: readonly (number | null)[], cost: FieldCost): number | null {
  const [base = null] = times;
  if (base === null || times.length < 2) return null;
  let saved = -cost.bt - String(base).length;
  for (const time of times) {
    if (time === null) return null;
    const rest = time - base;
    if (base + rest !== time) return null;
    saved += cost.t + String(time).length - (rest === 0 ? 0 : cost.t + String(rest).length);
  }
  return saved > 0 ? base : null;
}

/** Beyond 2⁵³ a time is no longer exact to the second, and soon too great for an integer of CBOR. */
function numberOf(time: number): SenmlNumber {
  return Number.isSafeInteger(time) ? BigInt(time) : time;
}

function setValue(record: Mutable<SenmlRecord>, { path, type, value }: PathValue): void {
  if (!valueFits(type, value)) throw notOfType('senml', `The value of ${formatPath(path)}`, type);
  setField(record, value);
}

function setField(record: Mutable<SenmlRecord>, value: Value): void {
  if (typeof value === 'string') record.vs = value;
  else if (typeof value === 'boolean') record.vb = value;
  else if (value instanceof Uint8Array) record.vd = value;
  else if (isObjectLink(value)) record.vlo = formatObjectLink(value);
  else record.v = value;
}
