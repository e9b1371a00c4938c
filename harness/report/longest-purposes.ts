import type { ResultEvent } from '../record/events.ts';
import type { Frame } from '../record/frame.ts';
import { purposeKey } from '../record/purpose-key.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { outcomesOf, type PurposeOutcome } from './outcome.ts';

/** A purpose that took real time, with the longest part of it in which no datagram passed. */
export interface LongPurpose {
  readonly purpose: PurposeOutcome & { readonly result: ResultEvent };
  readonly wait: Wait;
}

/** Milliseconds between two neighbouring datagrams; null: from the beginning, to the end of the purpose. */
export interface Wait {
  readonly durationMs: number;
  readonly after: Frame | null;
  readonly before: Frame | null;
}

/**
 * The purposes that a run waited for, longest first. A cell in virtual time has none: its clock says nothing about how
 * long anybody waited.
 */
export function longestPurposes(run: RecordedRun, most: number): readonly LongPurpose[] {
  return outcomesOf(run)
    .filter(({ cell }) => cell.description.time === 'real')
    .flatMap(({ purposes }) => purposes)
    .filter(hasRun)
    .sort((one, other) => other.result.durationMs - one.result.durationMs)
    .slice(0, most)
    .map(purpose => {
      const key = purposeKey({ cell: purpose.plan.cell, purpose: purpose.plan.purpose.id });
      return { purpose, wait: longestWait(run.frames.get(key) ?? [], purpose.result.durationMs) };
    });
}

function hasRun(purpose: PurposeOutcome): purpose is LongPurpose['purpose'] {
  return purpose.result !== null && purpose.result.durationMs > 0;
}

function longestWait(frames: readonly Frame[], durationMs: number): Wait {
  const marks = [null, ...frames];
  const waits = marks.map((after, index): Wait => {
    const before = frames[index] ?? null;
    return { durationMs: (before?.at ?? durationMs) - (after?.at ?? 0), after, before };
  });
  return waits.reduce((longest, wait) => (wait.durationMs > longest.durationMs ? wait : longest));
}
