import type { Clock, Timer } from '../../clock/clock.ts';
import type { Arrival, ReceivedMessage } from './received-message.ts';

/** Which messages are meant, and how to call them in a report. */
export interface Pattern {
  /** With article: `a Register (POST /rd)`. */
  readonly name: string;
  readonly matches: (message: ReceivedMessage) => boolean;
}

interface Waiter {
  readonly pattern: Pattern;
  readonly take: (message: ReceivedMessage) => void;
}

/** Messages that arrived and that no purpose step has consumed yet, in order of arrival. */
export class Inbox {
  readonly #clock: Clock;
  readonly #waiting: Waiter[] = [];
  #messages: ReceivedMessage[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  offer(message: ReceivedMessage): void {
    const waiter = this.#waiting.find(({ pattern }) => pattern.matches(message));
    if (waiter === undefined) this.#messages.push(message);
    else waiter.take(message);
  }

  /** The first message that matches, already here or arriving within `within` milliseconds; each is given out once. */
  next(pattern: Pattern, within: number): Promise<Arrival> {
    const index = this.#messages.findIndex(pattern.matches);
    const [here] = index < 0 ? [] : this.#messages.splice(index, 1);
    if (here !== undefined) return Promise.resolve({ kind: 'arrived', message: here });
    return new Promise(resolve => {
      const end = (arrival: Arrival): void => {
        timer.cancel();
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        resolve(arrival);
      };
      const waiter: Waiter = { pattern, take: message => end({ kind: 'arrived', message }) };
      const timer: Timer = this.#clock.after(within, () =>
        end({ kind: 'silence', waited: within, sentFrame: null }),
      );
      this.#waiting.push(waiter);
    });
  }

  /** Forgets what has arrived so far, so that only news can match. */
  clear(): void {
    this.#messages = [];
  }
}
