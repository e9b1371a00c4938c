import type { CellId, PurposeId } from '../verdict/ids.ts';
import type {
  CapabilityEvent,
  CellDescription,
  CellEndedEvent,
  CellStartedEvent,
  ControlEvent,
  DiagnosticEvent,
  FooterEvent,
  HeaderEvent,
  PlanEvent,
  ResultEvent,
  SecretsEvent,
  StaleEvent,
} from './events.ts';
import type { Frame } from './frame.ts';
import type { PurposeKey } from './purpose-key.ts';

/** One cell as the run left it; `started` and `ended` are null when the run did not get there. */
export interface RecordedCell {
  readonly description: CellDescription;
  readonly started: CellStartedEvent | null;
  readonly ended: CellEndedEvent | null;
}

/** One run, read back from its run.ndjson: the only input of every report. */
export interface RecordedRun {
  readonly header: HeaderEvent;
  readonly plan: readonly PlanEvent[];
  readonly cells: readonly RecordedCell[];
  readonly results: readonly ResultEvent[];
  readonly frames: ReadonlyMap<PurposeKey, readonly Frame[]>;
  readonly control: ReadonlyMap<PurposeKey, readonly ControlEvent[]>;
  /** Of the associations of each purpose, in order. */
  readonly secrets: ReadonlyMap<PurposeKey, readonly SecretsEvent[]>;
  /** What the wire showed of what the ICS asks about, in order. */
  readonly capabilities: readonly CapabilityEvent[];
  /** Purposes that started and have no result: what was running when a run was cut off. */
  readonly unfinished: readonly { readonly cell: CellId; readonly purpose: PurposeId }[];
  readonly diagnostics: readonly DiagnosticEvent[];
  readonly stale: readonly StaleEvent[];
  /** Null when the run is truncated: it was killed, or is still going on. */
  readonly footer: FooterEvent | null;
  /** True when the last line was cut in the middle (and left out). */
  readonly cutLastLine: boolean;
}

/** A run without a footer counts as incomplete, whatever its results say. */
export function isTruncated(run: RecordedRun): boolean {
  return run.footer === null;
}
