import { join } from 'node:path';
import { ExitCode } from '../errors/touchstone-error.ts';
import type { FooterEvent, HeaderEvent } from '../record/events.ts';
import { RunWriter } from '../record/run-writer.ts';
import type { SutDescriptor } from '../sut/descriptor.ts';
import { CellHosts } from './cell-hosts.ts';
import type { CellHost } from './cell-process.ts';
import { CellConduct } from './conduct-cell.ts';
import { ProductConduct } from './conduct-product.ts';
import { type Durations, workOf } from './durations.ts';
import { keepDurations, knownDurations } from './known-durations.ts';
import { planCell } from './plan.ts';
import type { PlannedCell } from './planned-cell.ts';
import { RunJournal, type RunObserver } from './run-journal.ts';
import type { IndexedPurpose } from './suite-index.ts';

export interface Jobs {
  /** Of SUTs that are there once: those in virtual time, and those that cannot be started several times. */
  readonly cells: number;
  /** Of a SUT that can be started several times. */
  readonly instances: number;
}

export interface RunOrder {
  readonly header: HeaderEvent;
  readonly cells: readonly PlannedCell[];
  readonly suites: readonly IndexedPurpose[];
  readonly reportsDir: string;
  /** How many cells run at the same time, or how many SUT instances for all cells of a product. */
  readonly jobs: Jobs;
  /** Where cells run; in processes of their own unless given. */
  readonly startCell?: () => CellHost;
}

/** A run of cells: recorded from its header to its footer, whatever happens in between. */
export class Run {
  readonly runDir: string;
  readonly #order: RunOrder;
  readonly #observer: RunObserver;
  readonly #journal: RunJournal;
  readonly #hosts: CellHosts;
  #interrupted = false;

  /** @throws ConfigurationError when the record cannot be written. */
  constructor(order: RunOrder, observer: RunObserver) {
    const writer = RunWriter.create(order.reportsDir, order.header);
    this.runDir = writer.runDir;
    this.#order = order;
    this.#observer = observer;
    this.#hosts = new CellHosts(order.startCell);
    this.#journal = new RunJournal(writer, observer);
    observer.onEvent(order.header);
  }

  /** Ends the run early: the SUT is taken down, and the record is concluded and says so. */
  interrupt(): void {
    this.#interrupted = true;
    this.#hosts.interrupt();
  }

  async conduct(): Promise<FooterEvent> {
    const waiting = turnsOf(longestFirst(this.#order.cells));
    const worker = async (): Promise<void> => {
      for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift())
        await this.#conductTurn(turn);
    };
    await Promise.all(Array.from({ length: this.#order.jobs.cells }, worker));
    await this.#hosts.end();
    if (!this.#interrupted) this.#refuseEmptySelection();
    keepDurations(this.#order.reportsDir, this.#journal.results);
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

  /** All cells begin with an instance each, those first that take the longest, so that all are planned early. */
  async #conductTurn(cells: readonly PlannedCell[]): Promise<void> {
    const { reportsDir, jobs } = this.#order;
    const known = cells.map(cell => {
      const durations = knownDurations(reportsDir, cell.description.id);
      return { cell, durations, work: cells.length === 1 ? 0 : workBeforehand(cell, durations) };
    });
    const conducts = known
      .toSorted((a, b) => b.work - a.work)
      .map(({ cell, durations }) => this.#conductOf(cell, durations));
    await new ProductConduct(conducts, jobs.instances).conduct();
  }

  #conductOf(cell: PlannedCell, durations: Durations): CellConduct {
    return new CellConduct(cell, this.#order, {
      ...{ journal: this.#journal, observer: this.#observer, hosts: this.#hosts, durations },
      instances: canBeStartedTwice(cell.descriptor) ? this.#order.jobs.instances : 1,
      allureResults: join(this.runDir, 'allure-results'),
      interrupted: () => this.#interrupted,
    });
  }
}

/** Milliseconds that a cell takes, as far as it is known before its SUT is up. */
function workBeforehand(cell: PlannedCell, durations: Durations): number {
  try {
    const running = planCell(cell, null).filter(({ runs }) => runs);
    return workOf(
      running.map(({ purpose }) => purpose),
      durations,
    );
  } catch {
    // What is wrong with a purpose is told where the cell is planned.
    return 0;
  }
}

/** Cells beside each other end at about the same time when the longest start first; products take turns in the order given. */
function longestFirst(cells: readonly PlannedCell[]): PlannedCell[] {
  const isVirtual = cells.every(({ description }) => description.time === 'virtual');
  return isVirtual ? cells.toSorted((a, b) => b.purposes.length - a.purposes.length) : [...cells];
}

/** Cells that share their instances: all of a product that can be started several times; any other cell by itself. */
function turnsOf(cells: readonly PlannedCell[]): PlannedCell[][] {
  const turns: PlannedCell[][] = [];
  for (const cell of cells) {
    const { descriptor } = cell;
    const before = turns.at(-1);
    if (before?.[0]?.descriptor === descriptor && canBeStartedTwice(descriptor)) before.push(cell);
    else turns.push([cell]);
  }
  return turns;
}

/** What is somewhere on the network is there once, and so is one that expects the tester at a fixed address. */
function canBeStartedTwice({ launch, ixit }: SutDescriptor): boolean {
  return (launch.kind === 'process' || launch.kind === 'container') && ixit.address === null;
}
