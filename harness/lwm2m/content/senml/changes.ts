/** Patch packs: values to set, and null for what is to be removed (RFC 8790 §3.2). */
import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Decoded } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import type { ValueChange } from '../flat/path-value.ts';
import { withBases } from './bases.ts';
import type { LocatedRecord } from './record.ts';
import { senmlValueAt } from './resolve.ts';
import { ETCH_PATCH_CLAUSE, senmlDeviation } from './senml-deviation.ts';
import { pathOfName } from './senml-name.ts';
import { isRemoval } from './senml-value.ts';

/** The changes of a patch in its order. What is to be removed may be of any depth; the whole device may not. */
export function changesFrom(
  records: readonly LocatedRecord[],
  definitions: DefinitionLookup,
): Decoded<readonly ValueChange[]> {
  const findings: Findings = { deviations: [], faults: [] };
  if (records.length === 0) {
    const clause = ETCH_PATCH_CLAUSE;
    findings.deviations.push(senmlDeviation('empty', 'A patch without records', 0, { clause }));
  }
  const changes: ValueChange[] = [];
  for (const resolved of withBases(records, findings)) {
    const { name, record } = resolved;
    if (isRemoval(record)) {
      const path = pathOfName(name, record.offset, findings);
      if (hasValue(record)) findings.deviations.push(nullAndValue(record));
      if (path === 'root') findings.faults.push(removesAll(record));
      else if (path !== null) changes.push({ path, value: null });
      continue;
    }
    const read = senmlValueAt(resolved, definitions, findings);
    if (read === null) continue;
    const { offset, ...change } = read;
    changes.push(change);
  }
  return concluded(changes, findings);
}

function hasValue({ v, vs, vb, vd, vlo }: LocatedRecord): boolean {
  return [v, vs, vb, vd, vlo].some(field => field !== undefined && field !== null);
}

function removesAll({ offset }: LocatedRecord) {
  return senmlDeviation('path-depth', 'Null for everything', offset, { clause: ETCH_PATCH_CLAUSE });
}

function nullAndValue({ offset }: LocatedRecord) {
  const clause = ETCH_PATCH_CLAUSE;
  return senmlDeviation('several-values', 'Null beside a value in one record', offset, { clause });
}
