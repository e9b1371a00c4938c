import type { ControlEvent } from '../record/events.ts';
import { purposeKey } from '../record/purpose-key.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { keyLogFile } from '../record/run-paths.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import { type DecodedFrame, decodeFrames, stimulusOf } from './decoded-frame.ts';
import { type Ladder, ladderOf } from './ladder.ts';
import { failedChecks, type PurposeOutcome } from './outcome.ts';
import { visibleText } from './visible-text.ts';

/** Sent, expected, received: the three things that explain a failure. */
export interface Evidence {
  readonly check: CheckResult;
  /** What the tester had said before, null when the SUT spoke first. */
  readonly stimulus: DecodedFrame | null;
  /** The datagram of the SUT that the check judges, null when it judges silence. */
  readonly judged: DecodedFrame | null;
}

/** One purpose with its decoded record. */
export interface PurposeRecord {
  readonly purpose: PurposeOutcome;
  readonly frames: readonly DecodedFrame[];
  readonly control: readonly ControlEvent[];
  readonly ladder: Ladder;
  readonly evidence: readonly Evidence[];
  /** File in the folder of the run with which Wireshark reads the datagrams; null where nothing was encrypted. */
  readonly keyLog: string | null;
}

/** Decodes everything that was recorded for one purpose. */
export function recordOf(run: RecordedRun, purpose: PurposeOutcome): PurposeRecord {
  const { plan, result } = purpose;
  const key = purposeKey({ cell: plan.cell, purpose: plan.purpose.id });
  const control = run.control.get(key) ?? [];
  const secrets = run.secrets.get(key) ?? [];
  const frames = decodeFrames(run.frames.get(key) ?? [], secrets);
  const sut = run.header.cells.find(cell => cell.id === plan.cell)?.sut.name ?? 'SUT';
  return {
    purpose,
    frames,
    control,
    keyLog: secrets.length === 0 ? null : keyLogFile('', plan.cell),
    ladder: ladderOf({ frames, control, result, sut }),
    evidence: failedChecks(purpose).map(check => ({
      check,
      stimulus: stimulusOf(frames, check.frame),
      judged:
        frames.find(({ frame }) => frame.number === check.frame && frame.direction === 'received') ?? null,
    })),
  };
}

/** `call start {"endpoint":"…"}`, printable. */
export function controlText({ kind, verb, detail }: ControlEvent): string {
  const data = detail === undefined || detail === null ? '' : ` ${JSON.stringify(detail)}`;
  return visibleText(`${kind} ${verb}${data}`, 600);
}
