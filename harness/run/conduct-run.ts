import { join } from 'node:path';
import type { CellPlan, FromCell } from '../cell/cell-messages.ts';
import { ExitCode } from '../errors/touchstone-error.ts';
import type {
  CellDescription,
  DiagnosticEvent,
  FooterEvent,
  PlanEvent,
  ResultEvent,
  RunEvent,
  StaleEvent,
} from '../record/events.ts';
import { RunWriter } from '../record/run-writer.ts';
import { BaselineOfCell } from './baseline-of-cell.ts';
import { CellProcess } from './cell-process.ts';
import { conclude } from './conclusion.ts';
import { planCell } from './plan.ts';
import type { PlannedCell } from './planned-cell.ts';
import type { IndexedPurpose } from './suite-index.ts';

/** Sees everything as it is recorded; draws progress. */
export interface RunObserver {
  onEvent(event: RunEvent): void;
  /** Something that takes time before purposes can run: an image being built, a container starting. */
  onProgress(cell: CellDescription, line: string): void;
}

export interface RunOrder {
  readonly header: Extract<RunEvent, { type: 'header' }>;
  readonly cells: readonly PlannedCell[];
  readonly suites: readonly IndexedPurpose[];
  readonly reportsDir: string;
}

/** Runs cell after cell, records everything, and ends with the footer. */
export class Run {
  readonly #order: RunOrder;
  readonly #observer: RunObserver;
  readonly #writer: RunWriter;
  readonly #started = performance.now();
  readonly #plan: PlanEvent[] = [];
  readonly #results: ResultEvent[] = [];
  readonly #stale: StaleEvent[] = [];
  readonly #diagnostics: DiagnosticEvent[] = [];
  #current: CellProcess | null = null;
  #interrupted = false;

  /** @throws ConfigurationError when the record cannot be written. */
  constructor(order: RunOrder, observer: RunObserver) {
    this.#order = order;
    this.#observer = observer;
    this.#writer = RunWriter.create(order.reportsDir, order.header);
    observer.onEvent(order.header);
  }

  get runDir(): string {
    return this.#writer.runDir;
  }

  /** Ends the run early: the SUT is taken down, the record is concluded and says so. */
  interrupt(): void {
    this.#interrupted = true;
    this.#current?.interrupt();
  }

  async conduct(): Promise<FooterEvent> {
    for (const cell of this.#order.cells) {
      if (!this.#interrupted) await this.#runCell(cell);
    }
    if (this.#plan.every(({ runs }) => !runs) && this.#diagnostics.length === 0 && !this.#interrupted) {
      this.#diagnose(null, emptySelection());
    }
    const footer = conclude({
      plan: this.#plan,
      results: this.#results,
      stale: this.#stale,
      diagnostics: this.#diagnostics,
      interrupted: this.#interrupted,
      durationMs: Math.round(performance.now() - this.#started),
    });
    this.#record(footer);
    this.#writer.close();
    return footer;
  }

  async #runCell(planned: PlannedCell): Promise<void> {
    const { description, descriptorPath } = planned;
    const baseline = new BaselineOfCell(planned, this.#order.header.partial);
    let outcome: 'completed' | 'interrupted' | 'failed' = 'failed';
    let explained = false;
    const process = new CellProcess();
    this.#current = process;
    const order = {
      cell: description,
      descriptor: descriptorPath,
      seed: this.#order.header.seed,
      runId: this.#order.header.runId,
      allureResults: join(this.runDir, 'allure-results'),
    };
    const code = await process.run(order, {
      onUp: up => this.#planCell(planned, up),
      onMessage: message => {
        if (message.type === 'progress') this.#observer.onProgress(description, message.line);
        else if (message.type === 'ended') outcome = message.outcome;
        else if (message.type === 'trouble') {
          explained = true;
          this.#diagnose(planned, message.trouble);
        } else if (message.event.type === 'result') {
          const judged = baseline.judge(message.event);
          this.#results.push(judged);
          this.#record(judged);
        } else this.#record(message.event);
      },
    });
    this.#current = null;
    if (outcome === 'failed' && !explained && !this.#interrupted) {
      this.#diagnose(planned, {
        code: 'cell.died',
        message: `the process of cell ${description.id} ended with ${code ?? 'a signal'}${lastWords(process)}`,
        hint: 'this is a defect of Touchstone; please report it with this message',
        exitCode: ExitCode.harnessBug,
      });
    }
    for (const stale of baseline.stale(this.#plan, this.#results, outcome === 'completed')) {
      this.#stale.push(stale);
      this.#record(stale);
    }
    this.#record({ type: 'cell-ended', cell: description.id, at: new Date().toISOString(), outcome });
  }

  /** Decides what runs, now that the verbs are known, and records it. */
  #planCell(planned: PlannedCell, { product, verbs }: Extract<FromCell, { type: 'up' }>): CellPlan {
    const { description } = planned;
    this.#record({
      type: 'cell-started',
      cell: description.id,
      at: new Date().toISOString(),
      product,
      verbs,
    });
    const entries = planCell(planned, verbs);
    for (const entry of entries) {
      this.#plan.push(entry);
      this.#record(entry);
    }
    const purposes = entries.filter(({ runs }) => runs).map(({ purpose }) => purpose.id);
    const files = this.#order.suites
      .filter(({ declaration }) => purposes.includes(declaration.id))
      .map(({ file }) => file);
    return { purposes, files: [...new Set(files)].sort() };
  }

  #diagnose(planned: PlannedCell | null, trouble: Omit<DiagnosticEvent, 'type' | 'cell'>): void {
    const event: DiagnosticEvent = { type: 'diagnostic', cell: planned?.description.id ?? null, ...trouble };
    this.#diagnostics.push(event);
    this.#record(event);
  }

  #record(event: RunEvent): void {
    this.#writer.write(event);
    this.#observer.onEvent(event);
  }
}

function lastWords({ lastWords: words }: CellProcess): string {
  return words === '' ? '' : `; it said:\n${words}`;
}

function emptySelection(): Omit<DiagnosticEvent, 'type' | 'cell'> {
  return {
    code: 'plan.empty',
    message: 'no purpose is selected: a run that tests nothing must not report success',
    hint: 'widen --only, or see `touchstone list --why SUT` for what the ICS rules out',
    exitCode: ExitCode.configuration,
  };
}
