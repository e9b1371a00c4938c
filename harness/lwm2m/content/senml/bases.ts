/** Base fields taken into their records: what JSON and CBOR go through after their own syntax (RFC 8428 §4.6). */
import type { Findings } from '../flat/findings.ts';
import type { LocatedRecord, SenmlNumber } from './record.ts';
import { senmlDeviation } from './senml-deviation.ts';

/** RFC 8428 §4.4 */
const VERSION = 10;

/** A record behind its base fields. */
export interface ResolvedRecord {
  readonly record: LocatedRecord;
  /** Base name and name. */
  readonly name: string;
  /** Seconds; null: not told. */
  readonly time: number | null;
  readonly baseValue: SenmlNumber | undefined;
  readonly baseSum: SenmlNumber | undefined;
}

/** Records with their names, times and base values; reports times, versions and labels. */
export function withBases(records: readonly LocatedRecord[], findings: Findings): ResolvedRecord[] {
  let baseName = '';
  let baseTime: SenmlNumber | undefined;
  let baseValue: SenmlNumber | undefined;
  let baseSum: SenmlNumber | undefined;
  checkVersion(records, findings);
  return records.map(record => {
    baseName = record.bn ?? baseName;
    baseTime = record.bt ?? baseTime;
    baseValue = record.bv ?? baseValue;
    baseSum = record.bs ?? baseSum;
    const { offset } = record;
    for (const label of record.unknownLabels) {
      if (label.endsWith('_')) findings.deviations.push(notUnderstood(label, offset));
    }
    const name = record.n === undefined ? baseName : baseName + record.n;
    return { record, name, time: timeOf(baseTime, record, findings), baseValue, baseSum };
  });
}

/** All records of a pack have one version, and a greater one than is known must not be used (RFC 8428 §4.4). */
function checkVersion(records: readonly LocatedRecord[], findings: Findings): void {
  for (const [index, { bver, offset }] of records.entries()) {
    if (bver === undefined || Number(bver) === VERSION) continue;
    const message =
      index === 0
        ? `Version ${bver} where ${VERSION} is known`
        : `Version ${bver} behind a record of another version`;
    findings.deviations.push(senmlDeviation('version', message, offset, { clause: 'RFC 8428 §4.4' }));
    return;
  }
}

function notUnderstood(label: string, offset: number) {
  const message = `Label ${JSON.stringify(label.slice(0, 60))} has to be understood, and is not known`;
  return senmlDeviation('must-understand', message, offset, { clause: 'RFC 8428 §4.4' });
}

/** Base time and time added up (RFC 8428 §4.5.3). */
function timeOf(
  baseTime: SenmlNumber | undefined,
  { t, offset }: LocatedRecord,
  findings: Findings,
): number | null {
  const sum = added(baseTime, t);
  if (sum === undefined) return null;
  const time = Number(sum);
  if (Number.isFinite(time)) return time;
  findings.deviations.push(
    senmlDeviation('time', `${time} is no time`, offset, { clause: 'RFC 8428 §4.5.3' }),
  );
  return null;
}

/** A base and what is added to it, exact where both are integers; undefined where there is neither. */
export function added(base: SenmlNumber | undefined, more: SenmlNumber | undefined): SenmlNumber | undefined {
  if (base === undefined || more === undefined) return base ?? more;
  return typeof base === 'bigint' && typeof more === 'bigint' ? base + more : Number(base) + Number(more);
}
