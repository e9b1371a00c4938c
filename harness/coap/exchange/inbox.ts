import { AwaitedItems } from '../../clock/awaited-items.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Arrival, ReceivedMessage } from './received-message.ts';

/** Which messages are meant, and how to call them in a report. */
export interface Pattern {
  /** With article: `a Register (POST /rd)`. */
  readonly name: string;
  readonly matches: (message: ReceivedMessage) => boolean;
}

/** Messages that arrived and that no purpose step has consumed yet, in order of arrival. */
export class Inbox {
  readonly #messages: AwaitedItems<ReceivedMessage>;

  constructor(clock: Clock) {
    this.#messages = new AwaitedItems(clock);
  }

  offer(message: ReceivedMessage): void {
    this.#messages.offer(message);
  }

  /** The first message that matches, already here or arriving within `within` milliseconds; each is given out once. */
  async next({ matches }: Pattern, within: number): Promise<Arrival> {
    const message = await this.#messages.next(matches, within);
    return message === null
      ? { kind: 'silence', waited: within, sentFrame: null }
      : { kind: 'arrived', message };
  }

  /** Forgets what has arrived so far, so that only news can match. */
  clear(): void {
    this.#messages.clear();
  }
}
