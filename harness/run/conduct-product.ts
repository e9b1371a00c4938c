import type { CellConduct } from './conduct-cell.ts';

type Cell = Pick<CellConduct, 'need' | 'start'>;

/**
 * The cells of a product, which share the places for its instances. Instances start one after the other: nearly all the processor time
 * of an instance goes into its start, and several at once would keep those that are running from answering in time.
 */
export class ProductConduct {
  readonly #cells: readonly Cell[];
  readonly #places: number;
  #lastStart: Promise<unknown> = Promise.resolve();

  /** @param places instances at the same time, at least 1. */
  constructor(cells: readonly Cell[], places: number) {
    this.#cells = cells;
    this.#places = places;
  }

  /** Resolves when no cell needs an instance any more, and all have ended. */
  async conduct(): Promise<void> {
    const place = async (): Promise<void> => {
      for (let next = await this.#start(); next !== null; next = await this.#start()) await next.ended;
    };
    await Promise.all(Array.from({ length: this.#places }, place));
  }

  /** The next instance, once the one before is up; null when nobody needs one. */
  #start(): Promise<{ readonly ended: Promise<void> } | null> {
    const starting = this.#lastStart.then(async () => {
      const cell = this.#neediest();
      if (cell === undefined) return null;
      const { up, ended } = cell.start();
      await up;
      // Not the promise itself: whoever waits for the start does not wait for the end.
      return { ended };
    });
    this.#lastStart = starting;
    return starting;
  }

  /** Of equals the first: all that have not begun come in the order in which they are given. */
  #neediest(): Cell | undefined {
    return this.#cells.filter(({ need }) => need > 0).reduce<Cell | undefined>(needier, undefined);
  }
}

function needier(most: Cell | undefined, cell: Cell): Cell {
  return most !== undefined && most.need >= cell.need ? most : cell;
}
