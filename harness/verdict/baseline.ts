import type { PlanEvent, ResultEvent, StaleEvent } from '../record/events.ts';
import type { SkipReason } from './baseline-schema.ts';
import type { CellSecurity } from './cell-security.ts';
import type { CellVersion } from './cell-version.ts';
import type { CheckResult } from './check-result.ts';
import type { CheckId, PurposeId } from './ids.ts';
import type { ReasonCode } from './reason-code.ts';
import { staleReason } from './stale-entry.ts';
import type { Disposition } from './verdict.ts';

interface About {
  /** Where it is written. */
  readonly file: string;
  readonly line: number;
  readonly purpose: PurposeId;
  readonly clause: string | null;
  readonly issue: string | null;
  readonly note: string;
  /** The only version that it is true in; of every cell of the SUT where it is absent. */
  readonly lwm2m?: CellVersion;
  /** The only security that it is true with; of every cell where it is absent. */
  readonly security?: readonly CellSecurity[];
}

/** Something that is known to be wrong, or known not to run. */
export type BaselineEntry =
  /** One check; null: the SUT dies in the purpose. */
  | (About & { readonly expect: 'fail'; readonly check: CheckId | null; readonly reason: ReasonCode })
  | (About & { readonly expect: 'inconclusive'; readonly check: null; readonly reason: ReasonCode })
  | (About & { readonly expect: 'skip'; readonly check: null; readonly reason: SkipReason });

export interface AgainstBaseline {
  /** The results given, in their order, with dispositions. */
  readonly results: readonly ResultEvent[];
  readonly stale: readonly StaleEvent[];
}

/**
 * Says of every result how it relates to what is known, and of every entry that matched nothing that it is stale.
 * All events must be of the SUT the baseline belongs to. Pure.
 * @param run.partial the user narrowed the selection: what was not selected says nothing about its entries.
 */
export function applyBaseline(
  results: readonly ResultEvent[],
  plan: readonly PlanEvent[],
  entries: readonly BaselineEntry[],
  run: { readonly partial: boolean },
): AgainstBaseline {
  const softPurposes = new Set(
    plan.filter(({ purpose }) => purpose.level !== 'must').map(({ purpose }) => purpose.id),
  );
  const stale = entries.flatMap((entry): StaleEvent[] => {
    if (isMatched(entry, results, plan)) return [];
    const found = staleReason(entry, results, plan, run);
    if (found === null) return [];
    const { file, line } = entry;
    return [{ type: 'stale', ...found, subject: entry.check ?? entry.purpose, file, line }];
  });
  return {
    results: results.map(result => disposed(result, entries, softPurposes.has(result.purpose))),
    stale,
  };
}

function disposed(result: ResultEvent, entries: readonly BaselineEntry[], softPurpose: boolean): ResultEvent {
  const known = entries.filter(({ purpose }) => purpose === result.purpose);
  const checks = result.checks.map((check): CheckResult => {
    if (check.outcome !== 'fail') return check;
    return { ...check, disposition: dispositionOfCheck(check, known) };
  });
  return { ...result, checks, disposition: dispositionOf(result, checks, known, softPurpose) };
}

function dispositionOfCheck(check: CheckResult, known: readonly BaselineEntry[]): Disposition {
  if (known.some(entry => matchesCheck(entry, check))) return 'expected';
  return check.level === 'must' ? 'unexpected' : 'new';
}

function dispositionOf(
  result: ResultEvent,
  checks: readonly CheckResult[],
  known: readonly BaselineEntry[],
  softPurpose: boolean,
): Disposition | null {
  const failed = checks.filter(({ outcome }) => outcome === 'fail');
  const ended = known.some(entry => matchesEnding(entry, result));
  switch (result.verdict) {
    case 'pass':
      return failed.length === 0 ? null : worstOf(failed);
    case 'fail': {
      // The SUT died, or the verdict has no check to show for itself: only an entry for the purpose explains it.
      if (!ended && (result.reason !== null || failed.length === 0)) return 'unexpected';
      const hard = failed.filter(({ level }) => level === 'must');
      if (hard.length > 0 || ended) return worstOf(hard);
      return softPurpose ? worstOf(failed) : 'unexpected';
    }
    case 'inconclusive':
      return ended ? 'expected' : 'unexpected';
    case 'none':
    case 'error':
      return 'unexpected';
  }
}

function worstOf(checks: readonly CheckResult[]): Disposition {
  const found = new Set(checks.map(({ disposition }) => disposition));
  return found.has('unexpected') ? 'unexpected' : found.has('new') ? 'new' : 'expected';
}

function isMatched(
  entry: BaselineEntry,
  results: readonly ResultEvent[],
  plan: readonly PlanEvent[],
): boolean {
  const ofPurpose = results.filter(({ purpose }) => purpose === entry.purpose);
  if (entry.check !== null)
    return ofPurpose.some(({ checks }) => checks.some(check => matchesCheck(entry, check)));
  if (ofPurpose.some(result => matchesEnding(entry, result))) return true;
  return plan.some(
    ({ purpose, runs, applicability }) =>
      entry.expect === 'skip' && purpose.id === entry.purpose && !runs && applicability === entry.reason,
  );
}

function matchesCheck(entry: BaselineEntry, check: CheckResult): boolean {
  return entry.check === check.id && check.outcome === 'fail' && entry.reason === check.reason;
}

/**
 * Whether an entry for a whole purpose says how it ended. An `error` is never known: it is the harness's own. A purpose
 * that broke off after a check had failed in it is inconclusive about the rest.
 */
function matchesEnding(entry: BaselineEntry, { verdict, reason, applicability }: ResultEvent): boolean {
  if (entry.check !== null) return false;
  if (entry.expect === 'skip') return verdict === 'inconclusive' && applicability === entry.reason;
  const isBrokenOff = entry.expect === 'inconclusive' && verdict === 'fail' && reason !== 'sut.died';
  return (entry.expect === verdict || isBrokenOff) && entry.reason === reason;
}
