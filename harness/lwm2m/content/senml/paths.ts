/** Packs of names without values: what a composite read selects (TS 1.1 §6.3.8, RFC 8790 §3.1). */
import { formatPath } from '../../path.ts';
import type { PathSelector } from '../codec.ts';
import type { Decoded } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import { withBases } from './bases.ts';
import type { LocatedRecord, SenmlRecord } from './record.ts';
import { type FieldCost, namedBy } from './records-of.ts';
import { ETCH_FETCH_CLAUSE, LWM2M_SENML_CLAUSE, senmlDeviation } from './senml-deviation.ts';
import { pathOfName } from './senml-name.ts';

/** `fetch` may also tell times and units (RFC 8790 §3.1), which select nothing in LwM2M. */
export type SelectorKind = 'names' | 'fetch';

const VALUE_LABELS = ['v', 'vs', 'vb', 'vd', 'vlo', 's', 'bv', 'bs', 'ut'] as const;
const TIME_LABELS = ['t', 'bt', 'u', 'bu'] as const;

/** The paths of a pack in its order. What a selection may not have is a deviation and is left aside. */
export function pathsFrom(
  records: readonly LocatedRecord[],
  kind: SelectorKind = 'names',
): Decoded<readonly PathSelector[]> {
  const findings: Findings = { deviations: [], faults: [] };
  const clause = kind === 'fetch' ? ETCH_FETCH_CLAUSE : LWM2M_SENML_CLAUSE;
  if (records.length === 0) {
    findings.deviations.push(senmlDeviation('empty', 'A selection without records', 0, { clause }));
  }
  const paths: PathSelector[] = [];
  for (const { record, name } of withBases(records, findings)) {
    for (const label of strayLabels(record, kind)) {
      findings.deviations.push(
        senmlDeviation('selector', `Label ${label} in a selection of paths`, record.offset, { clause }),
      );
    }
    const path = pathOfName(name, record.offset, findings);
    if (path !== null) paths.push(path);
  }
  return concluded(paths, findings);
}

function strayLabels(record: LocatedRecord, kind: SelectorKind): string[] {
  const labels = kind === 'fetch' ? [...VALUE_LABELS, 'bver' as const] : [...VALUE_LABELS, ...TIME_LABELS];
  const known: string[] = labels.filter(label => record[label] !== undefined);
  return kind === 'fetch' ? [...known, ...record.unknownLabels.map(label => JSON.stringify(label))] : known;
}

/** One record a path; base name as `recordsOf` has it. */
export function recordsOfPaths(paths: readonly PathSelector[], cost?: FieldCost): SenmlRecord[] {
  return namedBy(
    paths.map(path => (path === 'root' ? '/' : formatPath(path))),
    cost,
  );
}
