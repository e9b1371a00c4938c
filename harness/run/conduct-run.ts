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
}

/** A run of cells, one after the other: recorded from its header to its footer, whatever happens in between. */
export class Run {
  readonly runDir: string;
  readonly #order: RunOrder;
  readonly #observer: RunObserver;
  readonly #journal: RunJournal;
  #current: CellProcess | null = null;
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
    this.#current?.interrupt();
  }

  async conduct(): Promise<FooterEvent> {
    for (const cell of this.#order.cells) {
      if (this.#interrupted) break;
      this.#current = new CellProcess();
      const conduct = new CellConduct(cell, this.#order, this.#journal, this.#observer);
      await conduct.conduct(this.#current, join(this.runDir, 'allure-results'), () => this.#interrupted);
      this.#current = null;
    }
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
}
