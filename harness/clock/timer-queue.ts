import type { Timer } from './clock.ts';

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
  cancelled: boolean;
}

/** Pending timers, earliest first; equal instants keep the order in which they were added. A binary heap. */
export class TimerQueue {
  readonly #heap: Entry[] = [];
  #order = 0;

  add(at: number, callback: () => void): Timer {
    const entry: Entry = { at, order: this.#order++, callback, cancelled: false };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  /** Removes and returns the earliest timer that was not cancelled, or null. */
  takeNext(): { readonly at: number; readonly callback: () => void } | null {
    for (;;) {
      const first = this.#heap[0];
      const last = this.#heap.pop();
      if (first === undefined || last === undefined) return null;
      if (this.#heap.length > 0) {
        this.#heap[0] = last;
        this.#sink();
      }
      if (!first.cancelled) return first;
    }
  }

  #rise(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = this.#earlier(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #earlier(a: number, b: number): boolean {
    const x = this.#heap[a];
    const y = this.#heap[b];
    if (x === undefined || y === undefined) return false;
    return x.at !== y.at ? x.at < y.at : x.order < y.order;
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    const x = this.#heap[child];
    const y = this.#heap[parent];
    if (x === undefined || y === undefined || !this.#earlier(child, parent)) return false;
    this.#heap[child] = y;
    this.#heap[parent] = x;
    return true;
  }
}
