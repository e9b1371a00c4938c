interface Waiting {
  readonly start: () => void;
  readonly abandoned: () => void;
  state: 'waiting' | 'running' | 'ended';
}

/**
 * At most NSTART interactions are outstanding with one peer; the others wait for their turn, in order (RFC 7252 §4.7).
 * An interaction is outstanding while an acknowledgement, or for a request a response, is still expected.
 */
export class OutstandingInteractions {
  readonly #limit: number;
  #running = 0;
  #queue: Waiting[] = [];
  #head = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get idle(): boolean {
    return this.#running === 0 && this.#queue.length === 0;
  }

  /**
   * Calls `start` as soon as it is the interaction's turn, at once where there is room.
   * The function returned ends it, before or after it has started; calling it again does nothing.
   */
  begin(start: () => void, abandoned: () => void): () => void {
    const waiting: Waiting = { start, abandoned, state: 'waiting' };
    if (this.#running < this.#limit) this.#run(waiting);
    else this.#queue.push(waiting);
    return () => this.#end(waiting);
  }

  /** Tells those that wait that their turn will not come. */
  abandon(): void {
    const queue = this.#queue.slice(this.#head);
    this.#queue = [];
    this.#head = 0;
    for (const waiting of queue) {
      if (waiting.state !== 'waiting') continue;
      waiting.state = 'ended';
      waiting.abandoned();
    }
  }

  #run(waiting: Waiting): void {
    waiting.state = 'running';
    this.#running += 1;
    waiting.start();
  }

  #end(waiting: Waiting): void {
    const { state } = waiting;
    waiting.state = 'ended';
    if (state !== 'running') return;
    this.#running -= 1;
    this.#startNext();
  }

  #startNext(): void {
    while (this.#running < this.#limit) {
      const next = this.#queue[this.#head];
      if (next === undefined) {
        this.#queue = [];
        this.#head = 0;
        return;
      }
      this.#head += 1;
      if (next.state === 'waiting') this.#run(next);
    }
  }
}
