import type { Clock, Timer } from './clock.ts';

interface Waiter<Item> {
  readonly matches: (item: Item) => boolean;
  readonly take: (item: Item) => void;
}

/** What has come and that nobody has asked for yet, in order; each item is given out once. */
export class AwaitedItems<Item> {
  readonly #clock: Clock;
  readonly #waiting: Waiter<Item>[] = [];
  #items: Item[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  offer(item: Item): void {
    const waiter = this.#waiting.find(({ matches }) => matches(item));
    if (waiter === undefined) this.#items.push(item);
    else waiter.take(item);
  }

  /** The first that matches, already here or coming within `within` milliseconds; null when none does. */
  next(matches: (item: Item) => boolean, within: number): Promise<Item | null> {
    const index = this.#items.findIndex(matches);
    const [here] = index < 0 ? [] : this.#items.splice(index, 1);
    if (here !== undefined) return Promise.resolve(here);
    return new Promise(resolve => {
      const end = (item: Item | null): void => {
        timer.cancel();
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        resolve(item);
      };
      const waiter: Waiter<Item> = { matches, take: end };
      const timer: Timer = this.#clock.after(within, () => end(null));
      this.#waiting.push(waiter);
    });
  }

  /** Forgets what has come so far, so that only news can match. */
  clear(): void {
    this.#items = [];
  }
}
