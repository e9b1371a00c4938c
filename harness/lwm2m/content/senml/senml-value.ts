import { type ObjectDefinition, resourceDefinition } from '../../model/object-definition.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { ResourceType, Value } from '../../value.ts';
import { type Carried, type CarriedFault, kindOf, typed, typeOf } from '../flat/carried-value.ts';
import type { Findings } from '../flat/findings.ts';
import { added, type ResolvedRecord } from './bases.ts';
import type { LocatedRecord } from './record.ts';
import { LWM2M_SENML_CLAUSE, senmlDeviation } from './senml-deviation.ts';

const FIELD_CLAUSE = 'RFC 8428 §4.2';

const FAULTS: Readonly<Record<CarriedFault, readonly [code: string, what: string]>> = {
  kind: ['value-label', 'carried in another field than its type has'],
  integer: ['integer-form', 'written with a fraction or an exponent'],
  range: ['value-range', 'out of its range'],
  value: ['value-type', 'not of its type'],
};

/**
 * The value of a record, typed by its definition, or by its label where there is none. Null where it has none: with a fault,
 * or with a deviation where it has a sum, which LwM2M does not use (TS 1.1 §7.4.4).
 */
export function readValue(
  resolved: ResolvedRecord,
  path: Lwm2mPath,
  object: ObjectDefinition | undefined,
  findings: Findings,
): { readonly type: ResourceType; readonly value: Value } | null {
  const { record } = resolved;
  const due = resourceDefinition(object, path.resource ?? -1)?.type;
  const carried = carriedBy(resolved, due, findings);
  checkSum(resolved, carried, findings);
  if (carried === null) return null;
  const type = due ?? typeOf(carried);
  const { value, fault } = typed(type, carried);
  if (fault !== null) {
    const [code, what] = FAULTS[fault];
    const message = `Value of ${formatPath(path)} (${type}) ${what}`;
    const found = senmlDeviation(code, message, record.offset, { clause: LWM2M_SENML_CLAUSE });
    (value === null ? findings.faults : findings.deviations).push(found);
  }
  return value === null ? null : { type, value };
}

/** Of several values the one counts that the type asks for. */
function carriedBy(
  { record, baseValue, baseSum }: ResolvedRecord,
  due: ResourceType | undefined,
  findings: Findings,
): Carried | null {
  const { v, vs, vb, vd, vlo, s, offset } = record;
  const all: Carried[] = [];
  const number = v === null ? undefined : added(baseValue, v);
  if (typeof vs === 'string') all.push({ kind: 'text', value: vs });
  if (typeof vb === 'boolean') all.push({ kind: 'boolean', value: vb });
  if (vd !== undefined && vd !== null) all.push({ kind: 'bytes', value: vd });
  if (typeof vlo === 'string') all.push({ kind: 'link', value: vlo });
  // A base value makes numbers of records without any value, and does nothing to other values.
  if (number !== undefined && (v !== undefined || all.length === 0)) {
    all.unshift({ kind: 'number', value: number });
  }
  const [first] = all;
  if (first === undefined) {
    const none = missingValue(record);
    if (s === undefined && baseSum === undefined) findings.faults.push(none);
    return null;
  }
  if (all.length === 1) return first;
  findings.deviations.push(
    senmlDeviation('several-values', 'Record with several values', offset, { clause: FIELD_CLAUSE }),
  );
  const kind = due === undefined ? null : kindOf(due);
  return all.find(each => each.kind === kind) ?? first;
}

function missingValue(record: LocatedRecord) {
  const { offset } = record;
  if (isRemoval(record)) {
    const message = 'Null in place of a value, outside a patch';
    return senmlDeviation('null-value', message, offset, { clause: 'RFC 8790 §3.2' });
  }
  return senmlDeviation('no-value', 'Record without a value', offset, { clause: FIELD_CLAUSE });
}

/** Null in place of its value, in whichever field (RFC 8790 §3.2). */
export function isRemoval({ v, vs, vb, vd, vlo, s }: LocatedRecord): boolean {
  return v === null || vs === null || vb === null || vd === null || vlo === null || s === null;
}

function checkSum({ record, baseSum }: ResolvedRecord, value: Carried | null, findings: Findings): void {
  if (record.s === undefined && baseSum === undefined) return;
  const level = value === null ? 'must' : 'should';
  findings.deviations.push(
    senmlDeviation('sum', 'A sum, which LwM2M does not use', record.offset, {
      clause: LWM2M_SENML_CLAUSE,
      level,
    }),
  );
}
