import { ExitCode } from '../errors/touchstone-error.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { countOutcomes, type Outcome, outcomesOf, type PurposeOutcome } from './outcome.ts';

/** What a run comes to, for somebody who reads one sentence. */
export interface RunVerdict {
  readonly tone: 'good' | 'bad' | 'warn';
  /** `Nothing unexpected`, `1 unexpected failure`. */
  readonly headline: string;
  /** `8 of 9 required purposes ran: 5 passed, 1 failed, …` */
  readonly sentence: string;
  readonly exitCode: number;
  /** The exit code in words. */
  readonly reason: string;
}

/** The exit code of a truncated run is 2, whatever its results say. */
export function verdictOf(run: RecordedRun): RunVerdict {
  const purposes = outcomesOf(run).flatMap(cell => cell.purposes);
  const exitCode = run.footer?.exitCode ?? ExitCode.incomplete;
  const counts = countOutcomes(purposes);
  return {
    tone: toneOf(exitCode),
    headline: headlineOf(run, { ...counts, nonConforming: nonConforming(purposes) }, exitCode),
    sentence: requiredSentence(purposes),
    exitCode,
    reason:
      run.footer === null
        ? 'the record is truncated: the run was cut off or is still going on'
        : reasonOf(exitCode),
  };
}

function toneOf(exitCode: number): RunVerdict['tone'] {
  if (exitCode === ExitCode.ok) return 'good';
  return exitCode === ExitCode.incomplete || exitCode === ExitCode.staleBaseline ? 'warn' : 'bad';
}

/** Unexpected failures of what is required; a recommendation that is not met is none. */
function nonConforming(purposes: readonly PurposeOutcome[]): number {
  return purposes.filter(({ outcome, result }) => outcome === 'failed' && result?.disposition !== 'new')
    .length;
}

type Counts = Readonly<Record<Outcome | 'nonConforming', number>>;

function headlineOf(run: RecordedRun, counts: Counts, exitCode: number): string {
  if (run.footer === null) return 'Incomplete: the run was cut off';
  switch (exitCode) {
    case ExitCode.ok:
      if (run.header.partial) return 'Nothing unexpected, in a part of the purposes';
      if (counts.failed > 0) return 'Nothing required failed; some recommendations are not met';
      return counts.known > 0 ? 'Nothing unexpected; some failures are known' : 'Everything that ran passed';
    case ExitCode.nonConformance:
      return counts.nonConforming === 1
        ? '1 unexpected failure'
        : `${counts.nonConforming} unexpected failures`;
    case ExitCode.incomplete:
      return 'Incomplete: not everything could be judged';
    case ExitCode.staleBaseline:
      return 'The baseline is out of date';
    default:
      return `No verdict: ${reasonOf(exitCode)}`;
  }
}

const REASONS: ReadonlyMap<number, string> = new Map([
  [ExitCode.ok, 'everything that was selected ran, and nothing was unexpected'],
  [ExitCode.nonConformance, 'the SUT does not conform: at least one failure is unexpected'],
  [ExitCode.incomplete, 'no unexpected failure, but results are inconclusive or missing'],
  [ExitCode.staleBaseline, 'nothing fails unexpectedly, but baseline entries match nothing any more'],
  [ExitCode.usage, 'the command could not be understood'],
  [ExitCode.sutUnavailable, 'the SUT could not be brought up or reached'],
  [ExitCode.harnessBug, 'touchstone itself, or the host of a SUT, failed, so failures cannot be trusted'],
  [ExitCode.configuration, 'the configuration is wrong, or nothing was selected'],
  [ExitCode.interrupted, 'the run was interrupted'],
]);

function reasonOf(exitCode: number): string {
  return REASONS.get(exitCode) ?? 'unknown exit code';
}

/** Required: level must, and not excluded by what the SUT says it does not have. */
function requiredSentence(purposes: readonly PurposeOutcome[]): string {
  const required = purposes.filter(
    ({ plan, result }) =>
      plan.purpose.level === 'must' && (result?.applicability ?? plan.applicability) !== 'notApplicable',
  );
  if (required.length === 0) return 'No required purpose was planned.';
  const ran = required.filter(({ outcome }) => outcome !== 'not-run');
  const counts = countOutcomes(ran);
  const parts = COUNTED.flatMap(([outcome, word]) =>
    counts[outcome] > 0 ? [`${counts[outcome]} ${word}`] : [],
  );
  const detail = parts.length > 0 ? `: ${parts.join(', ')}` : '';
  return `${ran.length} of ${required.length} required purposes ran${detail}.`;
}

/** Best first, as people count. */
export const COUNTED = [
  ['passed', 'passed'],
  ['failed', 'failed unexpectedly'],
  ['known', 'failed as known'],
  ['inconclusive', 'inconclusive'],
  ['error', 'ended in an error of the harness'],
  ['not-run', 'not run'],
] as const satisfies readonly (readonly [Outcome, string])[];
