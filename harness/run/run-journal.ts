import type {
  CellDescription,
  DiagnosticEvent,
  FooterEvent,
  PlanEvent,
  ResultEvent,
  RunEvent,
  StaleEvent,
} from '../record/events.ts';
import type { RunWriter } from '../record/run-writer.ts';
import type { CellId } from '../verdict/ids.ts';
import { conclude } from './conclusion.ts';

/** Sees everything as it is recorded; draws progress. */
export interface RunObserver {
  onEvent(event: RunEvent): void;
  /** Something that takes time before purposes can run: an image being built, a container starting. */
  onProgress(cell: CellDescription, line: string): void;
}

/** Everything a run has come to so far: written, shown, and kept for its conclusion. */
export class RunJournal {
  readonly plan: PlanEvent[] = [];
  readonly results: ResultEvent[] = [];
  readonly #stale: StaleEvent[] = [];
  readonly #diagnostics: DiagnosticEvent[] = [];
  readonly #writer: RunWriter;
  readonly #observer: RunObserver;
  readonly #started = performance.now();

  constructor(writer: RunWriter, observer: RunObserver) {
    this.#writer = writer;
    this.#observer = observer;
  }

  /** Cells of which it is known already why they have not come to an end. */
  get troubled(): ReadonlySet<CellId | null> {
    return new Set(this.#diagnostics.map(({ cell }) => cell));
  }

  record(event: RunEvent): void {
    if (event.type === 'plan') this.plan.push(event);
    if (event.type === 'result') this.results.push(event);
    if (event.type === 'stale') this.#stale.push(event);
    if (event.type === 'diagnostic') this.#diagnostics.push(event);
    this.#writer.write(event);
    this.#observer.onEvent(event);
  }

  /** Writes the footer; nothing can be recorded after it. */
  conclude(interrupted: boolean): FooterEvent {
    const footer = conclude({
      plan: this.plan,
      results: this.results,
      stale: this.#stale,
      diagnostics: this.#diagnostics,
      interrupted,
      durationMs: Math.round(performance.now() - this.#started),
    });
    this.record(footer);
    this.#writer.close();
    return footer;
  }
}
