import type { CellOrder, CellPlan, FromCell, Trouble } from '../cell/cell-messages.ts';
import { ExitCode } from '../errors/touchstone-error.ts';
import { troubleOf } from '../errors/trouble.ts';
import type { CellEndedEvent, HeaderEvent, PlanEvent, ResultEvent } from '../record/events.ts';
import { applyBaseline } from '../verdict/baseline.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { CellHosts } from './cell-hosts.ts';
import type { CellListener } from './cell-process.ts';
import type { InstanceSlots } from './instance-slots.ts';
import { planCell } from './plan.ts';
import type { PlannedCell } from './planned-cell.ts';
import type { RunJournal, RunObserver } from './run-journal.ts';
import { type Durations, shardsOf } from './shards.ts';
import type { IndexedPurpose } from './suite-index.ts';

/** A cell of which nothing is to be run comes up all the same, so that its verbs are known. */
const NOTHING: CellPlan = { purposes: [], files: [] };

type Message = Exclude<FromCell, { type: 'ready' } | { type: 'up' }>;

/** How a cell is executed. */
export interface CellExecution {
  /** Where its SUT instances run. */
  readonly hosts: CellHosts;
  /** Where its instances get their places from; other cells may do so, too. */
  readonly slots: InstanceSlots;
  /** SUT instances at the same time, at most. */
  readonly instances: number;
  /** What its purposes took before. */
  readonly durations: Durations;
  readonly allureResults: string;
  readonly interrupted: () => boolean;
}

/**
 * Runs one cell in a process for each SUT instance: plans it once its verbs are known, judges its results
 * against the baseline, records all.
 */
export class CellConduct {
  readonly #cell: PlannedCell;
  readonly #header: HeaderEvent;
  readonly #suites: readonly IndexedPurpose[];
  readonly #journal: RunJournal;
  readonly #observer: RunObserver;
  readonly #plan: PlanEvent[] = [];
  readonly #outcomes: CellEndedEvent['outcome'][] = [];
  #explained = false;

  constructor(
    cell: PlannedCell,
    run: { readonly header: HeaderEvent; readonly suites: readonly IndexedPurpose[] },
    journal: RunJournal,
    observer: RunObserver,
  ) {
    this.#cell = cell;
    this.#header = run.header;
    this.#suites = run.suites;
    this.#journal = journal;
    this.#observer = observer;
  }

  async conduct(execution: CellExecution): Promise<void> {
    const others: Promise<void>[] = [];
    await this.#instance(execution, up => {
      const [own = NOTHING, ...rest] = this.#shards(this.#planned(up), execution);
      others.push(...rest.map(shard => this.#instance(execution, () => shard)));
      return own;
    });
    await Promise.all(others);
    const outcome = this.#outcome(execution.interrupted());
    if (outcome === 'completed') this.#recordStale();
    const cell = this.#cell.description.id;
    this.#journal.record({ type: 'cell-ended', cell, at: new Date().toISOString(), outcome });
  }

  /** One SUT instance, from its start to its end. */
  async #instance(execution: CellExecution, onUp: CellListener['onUp']): Promise<void> {
    const slot = await execution.slots.take();
    const up: CellListener['onUp'] = message => {
      slot.up();
      return onUp(message);
    };
    if (!execution.interrupted()) await this.#run(execution, up);
    slot.free();
  }

  async #run(
    { hosts, allureResults, interrupted }: CellExecution,
    onUp: CellListener['onUp'],
  ): Promise<void> {
    const { description, descriptor } = this.#cell;
    const { seed, runId } = this.#header;
    const host = hosts.take();
    const order: CellOrder = { cell: description, descriptor: descriptor.file, seed, runId, allureResults };
    let outcome: CellEndedEvent['outcome'] = 'failed';
    const onMessage = (message: Message): void => {
      if (message.type === 'ended') outcome = message.outcome;
      else this.#take(message);
    };
    const code = await host.run(order, { onUp, onMessage }).catch((thrown: unknown) => {
      outcome = 'failed';
      this.#explained = true;
      this.#diagnose(troubleOf(thrown));
      return null;
    });
    hosts.giveBack(host);
    // What a closure has set is not seen by control flow analysis.
    if ((outcome as CellEndedEvent['outcome']) === 'failed' && !this.#explained && !interrupted())
      this.#diagnose(died(description.id, code, host.lastWords));
    this.#outcomes.push(outcome);
  }

  #outcome(interrupted: boolean): CellEndedEvent['outcome'] {
    if (interrupted) return 'interrupted';
    return this.#outcomes.every(outcome => outcome === 'completed') ? 'completed' : 'failed';
  }

  /** What each SUT instance is to run, with the suite files that hold it. */
  #shards(
    purposes: readonly PurposeDeclaration[],
    { instances, durations }: CellExecution,
  ): readonly CellPlan[] {
    return shardsOf(purposes, instances, durations).map(ids => {
      const files = this.#suites
        .filter(({ declaration }) => ids.includes(declaration.id))
        .map(({ file }) => file);
      return { purposes: ids, files: [...new Set(files)].sort() };
    });
  }

  /** Decides what runs, now that the verbs are known, and records it. */
  #planned({ product, verbs }: Extract<FromCell, { type: 'up' }>): readonly PurposeDeclaration[] {
    const cell = this.#cell.description.id;
    this.#journal.record({ type: 'cell-started', cell, at: new Date().toISOString(), product, verbs });
    const entries = planCell(this.#cell, verbs);
    for (const entry of entries) this.#journal.record(entry);
    this.#plan.push(...entries);
    return entries.filter(({ runs }) => runs).map(({ purpose }) => purpose);
  }

  #take(message: Exclude<Message, { type: 'ended' }>): void {
    switch (message.type) {
      case 'progress':
        this.#observer.onProgress(this.#cell.description, message.line);
        break;
      case 'trouble':
        this.#explained = true;
        this.#diagnose(message.trouble);
        break;
      case 'events':
        for (const event of message.events) {
          if (event.type === 'result') this.#judge(event);
          else this.#journal.record(event);
        }
    }
  }

  /** A result gets its place against the baseline before it is recorded. */
  #judge(result: ResultEvent): void {
    const { results } = applyBaseline([result], this.#plan, this.#cell.baseline, this.#header);
    for (const judged of results) this.#journal.record(judged);
  }

  #recordStale(): void {
    const cell = this.#cell.description.id;
    const results = this.#journal.results.filter(result => result.cell === cell);
    const { stale } = applyBaseline(results, this.#plan, this.#cell.baseline, this.#header);
    for (const entry of stale) this.#journal.record(entry);
  }

  #diagnose(trouble: Trouble): void {
    this.#journal.record({ type: 'diagnostic', cell: this.#cell.description.id, ...trouble });
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
