import type { ResultEvent, RunEvent } from '../record/events.ts';
import type { CellId, PurposeId } from '../verdict/ids.ts';

export interface CellProgress {
  readonly cell: CellId;
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly errors: number;
  /** Milliseconds of the clock when the cell started; null while it waits. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: 'completed' | 'interrupted' | 'failed' | null;
  readonly current: PurposeId | null;
  /** What the cell is doing before it starts: `image pull 61 %`. */
  readonly note: string;
}

/** How far a run is, by cell, folded from its events. */
export class LiveProgress {
  readonly #cells = new Map<CellId, CellProgress>();

  get cells(): readonly CellProgress[] {
    return [...this.#cells.values()];
  }

  get(cell: CellId): CellProgress | undefined {
    return this.#cells.get(cell);
  }

  /** `now`: milliseconds of the clock that also tells the elapsed time. */
  apply(event: RunEvent, now: number): void {
    switch (event.type) {
      case 'header':
        for (const { id } of event.cells) this.#cells.set(id, waiting(id));
        break;
      case 'plan':
        if (event.runs) this.#change(event.cell, cell => ({ planned: cell.planned + 1 }));
        break;
      case 'cell-started':
        this.#change(event.cell, () => ({ startedAt: now }));
        break;
      case 'purpose-started':
        this.#change(event.cell, cell => ({ current: event.purpose, startedAt: cell.startedAt ?? now }));
        break;
      case 'result':
        this.#change(event.cell, cell => counted(cell, event));
        break;
      case 'cell-ended':
        this.#change(event.cell, () => ({ endedAt: now, outcome: event.outcome, current: null }));
        break;
      default:
        break;
    }
  }

  note(cell: CellId, note: string): void {
    this.#change(cell, () => ({ note }));
  }

  #change(id: CellId, change: (cell: CellProgress) => Partial<CellProgress>): void {
    const cell = this.#cells.get(id) ?? waiting(id);
    this.#cells.set(id, { ...cell, ...change(cell) });
  }
}

function waiting(cell: CellId): CellProgress {
  return {
    cell,
    planned: 0,
    done: 0,
    failed: 0,
    inconclusive: 0,
    errors: 0,
    startedAt: null,
    endedAt: null,
    outcome: null,
    current: null,
    note: '',
  };
}

function counted(cell: CellProgress, { verdict, applicability }: ResultEvent): Partial<CellProgress> {
  const notRun = verdict === 'none' && applicability !== 'selected';
  return {
    current: null,
    // A result of a purpose that was never going to run does not count against the plan.
    done: Math.min(cell.planned, cell.done + 1),
    failed: cell.failed + (verdict === 'fail' ? 1 : 0),
    inconclusive: cell.inconclusive + (verdict === 'inconclusive' ? 1 : 0),
    errors: cell.errors + (verdict === 'error' || (verdict === 'none' && !notRun) ? 1 : 0),
  };
}
