import { join } from 'node:path';
import { ExitCode } from '../errors/touchstone-error.ts';
import type { FooterEvent, HeaderEvent } from '../record/events.ts';
import { RunWriter } from '../record/run-writer.ts';
import { type CellHost, CellProcess } from './cell-process.ts';
import { CellConduct } from './conduct-cell.ts';
import type { PlannedCell } from './planned-cell.ts';
import { RunJournal, type RunObserver } from './run-journal.ts';
import type { IndexedPurpose } from './suite-index.ts';

export interface RunOrder {
  readonly header: HeaderEvent;
  readonly cells: readonly PlannedCell[];
  readonly suites: readonly IndexedPurpose[];
  readonly reportsDir: string;
  /** How many cells run at the same time. */
  readonly jobs: number;
  /** Where each cell runs; a process of its own unless given. */
  readonly startCell?: () => CellHost;
}

/** A run of cells: recorded from its header to its footer, whatever happens in between. */
export class Run {
  readonly runDir: string;
  readonly #order: RunOrder;
  readonly #observer: RunObserver;
  readonly #journal: RunJournal;
  readonly #running = new Set<CellHost>();
  #interrupted = false;

  /** @throws ConfigurationError when the record cannot be written. */
  constructor(order: RunOrder, observer: RunObserver) {
    const writer = RunWriter.create(order.reportsDir, order.header);
    this.runDir = writer.runDir;
    this.#order = order;
    this.#observer = observer;
    this.#journal = new RunJournal(writer, observer);
    observer.onEvent(order.header);
  }

  /** Ends the run early: the SUT is taken down, and the record is concluded and says so. */
  interrupt(): void {
    this.#interrupted = true;
    for (const host of this.#running) host.interrupt();
  }

  async conduct(): Promise<FooterEvent> {
    const waiting = [...this.#order.cells];
    const worker = async (): Promise<void> => {
      for (let cell = waiting.shift(); cell !== undefined && !this.#interrupted; cell = waiting.shift()) {
        await this.#conductCell(cell);
      }
    };
    await Promise.all(Array.from({ length: this.#order.jobs }, worker));
    if (!this.#interrupted) this.#refuseEmptySelection();
    return this.#journal.conclude(this.#interrupted);
  }

  /** Who was to be judged and was asked nothing has not passed; a user who narrowed the run may have meant only one of several. */
  #refuseEmptySelection(): void {
    const { plan, troubled } = this.#journal;
    const tested = new Set(plan.filter(({ runs }) => runs).map(({ cell }) => cell));
    const idle = this.#order.cells
      .map(({ description }) => description.id)
      .filter(cell => !tested.has(cell) && !troubled.has(cell));
    if (idle.length === 0 || (this.#order.header.partial && tested.size > 0)) return;
    this.#journal.record({
      type: 'diagnostic',
      cell: idle.length === 1 ? (idle[0] ?? null) : null,
      code: 'plan.empty',
      message: `no purpose is selected for ${idle.join(', ')}: a run that tests nothing must not report success`,
      hint: 'widen --only, or see `touchstone list --why SUT` for what the ICS rules out',
      exitCode: ExitCode.configuration,
    });
  }

  async #conductCell(cell: PlannedCell): Promise<void> {
    const host = this.#order.startCell?.() ?? new CellProcess();
    this.#running.add(host);
    const conduct = new CellConduct(cell, this.#order, this.#journal, this.#observer);
    await conduct.conduct(host, join(this.runDir, 'allure-results'), () => this.#interrupted);
    this.#running.delete(host);
  }
}
