/** What the process that conducts a run and the process that owns a cell say to each other (structured clone over IPC). */

import type { troubleOf } from '../errors/trouble.ts';
import type { CellEmission } from '../purpose/cell-port.ts';
import type { CellDescription, CellEndedEvent } from '../record/events.ts';
import type { PurposeId } from '../verdict/ids.ts';

/** Everything a cell needs to come up. */
export interface CellOrder {
  readonly cell: CellDescription;
  /** The SUT file, read again by the cell. */
  readonly descriptor: string;
  readonly seed: number;
  readonly runId: string;
  /** An instance of the SUT was up in this run. */
  readonly launchedBefore: boolean;
  /** Where allure-jest writes. */
  readonly allureResults: string;
}

/** What is to be run next; nothing when the cell is to come to its end. */
export interface CellPlan {
  readonly purposes: readonly PurposeId[];
  /** Suite files that hold them, relative to the project. */
  readonly files: readonly string[];
}

export type ToCell =
  | { readonly type: 'order'; readonly order: CellOrder }
  | { readonly type: 'plan'; readonly plan: CellPlan }
  | { readonly type: 'interrupt' }
  /** No other cell comes. */
  | { readonly type: 'leave' };

export type FromCell =
  /** Waits for an order: at its start, and when a cell has come to its end. */
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly line: string }
  | {
      readonly type: 'up';
      readonly product: { readonly name: string; readonly version: string } | null;
      readonly verbs: readonly string[];
    }
  /** Has run what it was to run, or nothing yet: waits for a plan. */
  | { readonly type: 'next' }
  | { readonly type: 'events'; readonly events: readonly CellEmission[] }
  | { readonly type: 'ended'; readonly outcome: CellEndedEvent['outcome'] }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

/** A tool error as it crosses a process boundary. */
export type Trouble = ReturnType<typeof troubleOf>;
