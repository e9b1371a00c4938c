import type { CellOrder, CellPlan, FromCell, Trouble } from '../cell/cell-messages.ts';
import { ExitCode } from '../errors/touchstone-error.ts';
import { troubleOf } from '../errors/trouble.ts';
import type { CellEndedEvent, HeaderEvent, PlanEvent, ResultEvent } from '../record/events.ts';
import { applyBaseline } from '../verdict/baseline.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { CellHosts } from './cell-hosts.ts';
import type { Durations } from './durations.ts';
import { planCell } from './plan.ts';
import type { PlannedCell } from './planned-cell.ts';
import { PurposeQueue } from './purpose-queue.ts';
import type { RunJournal, RunObserver } from './run-journal.ts';
import type { IndexedPurpose } from './suite-index.ts';

/** Less than this, left to do for each, is not worth another instance, which takes some seconds of the processor to start. */
const WORTH_AN_INSTANCE_MS = 15_000;

type Message = Exclude<FromCell, { type: 'ready' } | { type: 'up' } | { type: 'next' }>;

/** How a cell is executed. */
export interface CellExecution {
  readonly journal: RunJournal;
  readonly observer: RunObserver;
  /** Where its SUT instances run. */
  readonly hosts: CellHosts;
  /** SUT instances at the same time, at most. */
  readonly instances: number;
  /** What its purposes took before. */
  readonly durations: Durations;
  readonly allureResults: string;
  readonly interrupted: () => boolean;
}

/** An instance of a SUT, from its start to its end. */
export interface Instance {
  /** It is up, or will never be. */
  readonly up: Promise<void>;
  readonly ended: Promise<void>;
}

/**
 * Runs one cell in a process for each SUT instance: plans it once its verbs are known, lets the instances take its purposes until
 * none is left, judges the results against the baseline, records all. It has ended when its last instance has.
 */
export class CellConduct {
  readonly #cell: PlannedCell;
  readonly #header: HeaderEvent;
  readonly #fileOf: ReadonlyMap<PurposeId, string>;
  readonly #execution: CellExecution;
  readonly #plan: PlanEvent[] = [];
  readonly #outcomes: CellEndedEvent['outcome'][] = [];
  #queue: PurposeQueue | null = null;
  #running = 0;
  #explained = false;

  constructor(
    cell: PlannedCell,
    run: { readonly header: HeaderEvent; readonly suites: readonly IndexedPurpose[] },
    execution: CellExecution,
  ) {
    this.#cell = cell;
    this.#header = run.header;
    this.#fileOf = new Map(run.suites.map(({ declaration, file }) => [declaration.id, file]));
    this.#execution = execution;
  }

  /** Milliseconds until it would end without one more instance: no end before the first, 0 when one more is not worth its start. */
  get need(): number {
    if (this.#execution.interrupted() || this.#running >= this.#execution.instances) return 0;
    if (this.#queue === null)
      return this.#running + this.#outcomes.length === 0 ? Number.POSITIVE_INFINITY : 0;
    if (this.#outcomes.some(outcome => outcome !== 'completed')) return 0;
    if (this.#queue.left / (this.#running + 1) < WORTH_AN_INSTANCE_MS) return 0;
    return this.#queue.unfinished / this.#running;
  }

  start(): Instance {
    const { promise: up, resolve: onUp } = Promise.withResolvers<void>();
    this.#running += 1;
    const ended = this.#run(onUp).then(outcome => {
      this.#running -= 1;
      this.#outcomes.push(outcome);
      onUp();
      if (this.#running === 0) this.#end();
    });
    return { up, ended };
  }

  async #run(onUp: () => void): Promise<CellEndedEvent['outcome']> {
    const { hosts, allureResults, interrupted } = this.#execution;
    const { description, descriptor } = this.#cell;
    const { seed, runId } = this.#header;
    const host = hosts.take();
    const order: CellOrder = {
      ...{ cell: description, descriptor: descriptor.file, seed, runId, allureResults },
      launchedBefore: this.#queue !== null,
    };
    let outcome: CellEndedEvent['outcome'] = 'failed';
    const code = await host
      .run(order, {
        onUp: message => {
          if (this.#queue === null) this.#begin(message);
          onUp();
        },
        onNext: () => this.#next(),
        onMessage: message => {
          if (message.type === 'ended') outcome = message.outcome;
          else this.#take(message);
        },
      })
      .catch((thrown: unknown) => {
        outcome = 'failed';
        this.#explained = true;
        this.#diagnose(troubleOf(thrown));
        return null;
      });
    hosts.giveBack(host);
    // What a closure has set is not seen by control flow analysis.
    if ((outcome as CellEndedEvent['outcome']) === 'failed' && !this.#explained && !interrupted())
      this.#diagnose(died(description.id, code, host.lastWords));
    return outcome;
  }

  /** Nobody runs any of its purposes any more: each instance ends only when none is left, or in trouble. */
  #end(): void {
    const outcome = this.#outcome(this.#execution.interrupted());
    if (outcome === 'completed') this.#recordStale();
    const cell = this.#cell.description.id;
    this.#execution.journal.record({ type: 'cell-ended', cell, at: new Date().toISOString(), outcome });
  }

  #outcome(interrupted: boolean): CellEndedEvent['outcome'] {
    if (interrupted) return 'interrupted';
    return this.#outcomes.every(outcome => outcome === 'completed') ? 'completed' : 'failed';
  }

  /** Decides what runs, now that the verbs are known, and records it. */
  #begin({ product, verbs }: Extract<FromCell, { type: 'up' }>): void {
    const cell = this.#cell.description.id;
    this.#execution.journal.record({
      type: 'cell-started',
      cell,
      at: new Date().toISOString(),
      product,
      verbs,
    });
    const entries = planCell(this.#cell, verbs);
    for (const entry of entries) this.#execution.journal.record(entry);
    this.#plan.push(...entries);
    const running = entries.filter(({ runs }) => runs).map(({ purpose }) => purpose);
    this.#queue = new PurposeQueue(running, this.#execution.durations);
  }

  /** What an instance is to run next, with the suite files that hold it; nothing when it is to end. */
  #next(): CellPlan {
    const purposes = this.#queue?.take(this.#execution.instances) ?? [];
    const files = purposes.flatMap(id => this.#fileOf.get(id) ?? []);
    return { purposes, files: [...new Set(files)].sort() };
  }

  #take(message: Exclude<Message, { type: 'ended' }>): void {
    switch (message.type) {
      case 'progress':
        this.#execution.observer.onProgress(this.#cell.description, message.line);
        break;
      case 'trouble':
        this.#explained = true;
        this.#diagnose(message.trouble);
        break;
      case 'events':
        for (const event of message.events) {
          if (event.type === 'result') this.#judge(event);
          else this.#execution.journal.record(event);
        }
    }
  }

  /** A result gets its place against the baseline before it is recorded. */
  #judge(result: ResultEvent): void {
    this.#queue?.finish(result.purpose);
    const { results } = applyBaseline([result], this.#plan, this.#cell.baseline, this.#header);
    for (const judged of results) this.#execution.journal.record(judged);
  }

  #recordStale(): void {
    const cell = this.#cell.description.id;
    const results = this.#execution.journal.results.filter(result => result.cell === cell);
    const { stale } = applyBaseline(results, this.#plan, this.#cell.baseline, this.#header);
    for (const entry of stale) this.#execution.journal.record(entry);
  }

  #diagnose(trouble: Trouble): void {
    this.#execution.journal.record({ type: 'diagnostic', cell: this.#cell.description.id, ...trouble });
  }
}

function died(cell: string, code: number | null, lastWords: string): Trouble {
  const said = lastWords === '' ? '' : `; it said:\n${lastWords}`;
  return {
    code: 'cell.died',
    message: `the process of cell ${cell} ended with ${code ?? 'a signal'}${said}`,
    hint: 'this is a defect of Touchstone; please report it with this message',
    exitCode: ExitCode.harnessBug,
  };
}
