import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Decoded } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import type { LocatedValue } from '../flat/path-value.ts';
import { type ResolvedRecord, withBases } from './bases.ts';
import type { LocatedRecord } from './record.ts';
import { LWM2M_SENML_CLAUSE, senmlDeviation } from './senml-deviation.ts';
import { pathOfName } from './senml-name.ts';
import { readValue } from './senml-value.ts';

/**
 * The values of a pack in its order, typed by the definitions; a resource that none has is typed by its label.
 * Total and linear. What no value can be made of leaves nothing to go on with.
 */
export function resolveRecords(
  records: readonly LocatedRecord[],
  definitions: DefinitionLookup,
): Decoded<readonly LocatedValue[]> {
  const findings: Findings = { deviations: [], faults: [] };
  if (records.length === 0) {
    // TS 1.1 has no other SenML for an object without instances, so a strict receiver has to take it.
    findings.deviations.push(senmlDeviation('empty', 'A pack without records', 0, { level: 'should' }));
  }
  const values: LocatedValue[] = [];
  for (const resolved of withBases(records, findings)) {
    const value = senmlValueAt(resolved, definitions, findings);
    if (value !== null) values.push(value);
  }
  return concluded(values, findings);
}

/** The value of one record; null together with a deviation or a fault. */
export function senmlValueAt(
  resolved: ResolvedRecord,
  definitions: DefinitionLookup,
  findings: Findings,
): LocatedValue | null {
  const { name, time, record } = resolved;
  if (isBaseOnly(record)) {
    findings.deviations.push(noValue(record));
    return null;
  }
  const path = pathOfName(name, record.offset, findings);
  if (path === null) return null;
  if (path === 'root' || path.resource === undefined) {
    findings.faults.push(notAResource(record));
    return null;
  }
  const read = readValue(resolved, path, definitions(path.object), findings);
  return read === null ? null : { path, type: read.type, value: read.value, time, offset: record.offset };
}

/** Neither a name nor a value of its own: only there to set base fields. */
function isBaseOnly({ n, v, vs, vb, vd, vlo, s, bv, bs }: LocatedRecord): boolean {
  return n === undefined && [v, vs, vb, vd, vlo, s, bv, bs].every(field => field === undefined);
}

function noValue({ offset }: LocatedRecord) {
  return senmlDeviation('no-value', 'Record without a value', offset, { clause: 'RFC 8428 §4.2' });
}

function notAResource({ offset }: LocatedRecord) {
  return senmlDeviation('path-depth', 'A value for what is no resource and no resource instance', offset, {
    clause: LWM2M_SENML_CLAUSE,
  });
}
