import { join } from 'node:path';
import { ExitCode } from '../errors/touchstone-error.ts';
import type { FooterEvent, HeaderEvent } from '../record/events.ts';
import { RunWriter } from '../record/run-writer.ts';
import { CellProcess } from './cell-process.ts';
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
}

/** A run of cells: recorded from its header to its footer, whatever happens in between. */
export class Run {
  readonly runDir: string;
  readonly #order: RunOrder;
  readonly #observer: RunObserver;
  readonly #journal: RunJournal;
  readonly #running = new Set<CellProcess>();
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
    for (const process of this.#running) process.interrupt();
  }

  async conduct(): Promise<FooterEvent> {
    const waiting = [...this.#order.cells];
    const worker = async (): Promise<void> => {
      for (let cell = waiting.shift(); cell !== undefined && !this.#interrupted; cell = waiting.shift()) {
        await this.#conductCell(cell);
      }
    };
    await Promise.all(Array.from({ length: this.#order.jobs }, worker));
    const testedNothing = this.#journal.plan.every(({ runs }) => !runs);
    if (testedNothing && !this.#journal.hasTrouble && !this.#interrupted) {
      this.#journal.record({
        type: 'diagnostic',
        cell: null,
        code: 'plan.empty',
        message: 'no purpose is selected: a run that tests nothing must not report success',
        hint: 'widen --only, or see `touchstone list --why SUT` for what the ICS rules out',
        exitCode: ExitCode.configuration,
      });
    }
    return this.#journal.conclude(this.#interrupted);
  }

  async #conductCell(cell: PlannedCell): Promise<void> {
    const process = new CellProcess();
    this.#running.add(process);
    const conduct = new CellConduct(cell, this.#order, this.#journal, this.#observer);
    await conduct.conduct(process, join(this.runDir, 'allure-results'), () => this.#interrupted);
    this.#running.delete(process);
  }
}
