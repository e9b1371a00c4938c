import type { CellOrder, CellPlan, FromCell, Trouble } from '../cell/cell-messages.ts';
import { ExitCode } from '../errors/touchstone-error.ts';
import { troubleOf } from '../errors/trouble.ts';
import type { CellEndedEvent, HeaderEvent, ResultEvent } from '../record/events.ts';
import { applyBaseline } from '../verdict/baseline.ts';
import type { CellHost } from './cell-process.ts';
import { planCell } from './plan.ts';
import type { PlannedCell } from './planned-cell.ts';
import type { RunJournal, RunObserver } from './run-journal.ts';
import type { IndexedPurpose } from './suite-index.ts';

type Message = Exclude<FromCell, { type: 'ready' } | { type: 'up' }>;

/** Runs one cell in its process: plans it once its verbs are known, judges its results against the baseline, records all. */
export class CellConduct {
  readonly #cell: PlannedCell;
  readonly #header: HeaderEvent;
  readonly #suites: readonly IndexedPurpose[];
  readonly #journal: RunJournal;
  readonly #observer: RunObserver;
  #outcome: CellEndedEvent['outcome'] = 'failed';
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

  async conduct(host: CellHost, allureResults: string, interrupted: () => boolean): Promise<void> {
    const { description, descriptor } = this.#cell;
    const { seed, runId } = this.#header;
    const order: CellOrder = { cell: description, descriptor: descriptor.file, seed, runId, allureResults };
    const code = await host
      .run(order, { onUp: up => this.#plan(up), onMessage: message => this.#take(message) })
      .catch((thrown: unknown) => {
        this.#outcome = 'failed';
        this.#explained = true;
        this.#diagnose(troubleOf(thrown));
        return null;
      });
    if (interrupted()) this.#outcome = 'interrupted';
    if (this.#outcome === 'failed' && !this.#explained)
      this.#diagnose(died(description.id, code, host.lastWords));
    if (this.#outcome === 'completed') this.#recordStale();
    this.#journal.record({
      type: 'cell-ended',
      cell: description.id,
      at: new Date().toISOString(),
      outcome: this.#outcome,
    });
  }

  /** Decides what runs, now that the verbs are known, and records it. */
  #plan({ product, verbs }: Extract<FromCell, { type: 'up' }>): CellPlan {
    const cell = this.#cell.description.id;
    this.#journal.record({ type: 'cell-started', cell, at: new Date().toISOString(), product, verbs });
    const entries = planCell(this.#cell, verbs);
    for (const entry of entries) this.#journal.record(entry);
    const purposes = entries.filter(({ runs }) => runs).map(({ purpose }) => purpose.id);
    const files = this.#suites
      .filter(({ declaration }) => purposes.includes(declaration.id))
      .map(({ file }) => file);
    return { purposes, files: [...new Set(files)].sort() };
  }

  #take(message: Message): void {
    switch (message.type) {
      case 'progress':
        this.#observer.onProgress(this.#cell.description, message.line);
        break;
      case 'trouble':
        this.#explained = true;
        this.#diagnose(message.trouble);
        break;
      case 'ended':
        this.#outcome = message.outcome;
        break;
      case 'event':
        if (message.event.type === 'result') this.#judge(message.event);
        else this.#journal.record(message.event);
    }
  }

  /** A result gets its place against the baseline before it is recorded. */
  #judge(result: ResultEvent): void {
    const { results } = applyBaseline([result], this.#ownPlan(), this.#cell.baseline, this.#header);
    for (const judged of results) this.#journal.record(judged);
  }

  #recordStale(): void {
    const cell = this.#cell.description.id;
    const results = this.#journal.results.filter(result => result.cell === cell);
    const { stale } = applyBaseline(results, this.#ownPlan(), this.#cell.baseline, this.#header);
    for (const entry of stale) this.#journal.record(entry);
  }

  #ownPlan() {
    return this.#journal.plan.filter(entry => entry.cell === this.#cell.description.id);
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
