import type { CellEmission } from '../purpose/cell-port.ts';

/** Emissions that wait at most: what a cell may lose that dies of itself. */
const CAPACITY = 64;

/**
 * What purposes tell, on its way to the record. Over a real network each emission leaves before anyone acts on it. Where time is
 * virtual the SUT lives in this process and no datagram leaves it, so that emissions may go together: a message for each of
 * a hundred thousand costs more than half of the purposes do.
 */
export class Outbox {
  readonly #send: (events: readonly CellEmission[]) => void;
  readonly #capacity: number;
  #waiting: CellEmission[] = [];

  constructor(time: 'virtual' | 'real', send: (events: readonly CellEmission[]) => void) {
    this.#send = send;
    this.#capacity = time === 'virtual' ? CAPACITY : 1;
  }

  /** A result does not wait: it is on its way before teardown begins. */
  emit(event: CellEmission): void {
    this.#waiting.push(event);
    if (event.type === 'result' || this.#waiting.length >= this.#capacity) this.flush();
  }

  flush(): void {
    const events = this.#waiting;
    if (events.length === 0) return;
    this.#waiting = [];
    this.#send(events);
  }
}
