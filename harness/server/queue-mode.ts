import type { Clock } from '../clock/clock.ts';
import type { Registration, RegistrationEvent } from './registry.ts';

/** Where queue mode can be overridden; by default each hook does as `proceed` does. */
export interface QueueHooks {
  /** Whether a device is taken to be asleep. */
  readonly asleep?: (asleep: boolean) => boolean;
  /** What is sent in turn to a device that has woken, each group at the same time. */
  readonly release?: <Waiting>(waiting: readonly Waiting[]) => readonly (readonly Waiting[])[];
}

interface Waiting {
  readonly send: () => Promise<void>;
  /** It is never sent. */
  readonly drop: () => void;
}

/** What a server keeps for devices that sleep (TS 1.0 §8.3): sent one after the other as soon as they are heard of. */
export class QueueMode {
  readonly #clock: Clock;
  readonly #awakeSpan: number;
  readonly #hooks: QueueHooks;
  readonly #heardAt = new Map<string, number>();
  readonly #waiting = new Map<string, Waiting[]>();

  /** @param awakeSpan milliseconds that a device listens after it was heard of; MAX_TRANSMIT_WAIT is advised. */
  constructor(clock: Clock, awakeSpan: number, hooks: QueueHooks = {}) {
    this.#clock = clock;
    this.#awakeSpan = awakeSpan;
    this.#hooks = hooks;
  }

  /** Takes note of what has become of a registration. */
  onRegistration(event: RegistrationEvent, { endpoint }: Registration): void {
    if (event === 'registered' || event === 'updated') {
      this.#heardAt.set(endpoint, this.#clock.now());
      // Its own answer comes first.
      this.#clock.after(0, () => void this.#release(endpoint));
      return;
    }
    for (const { drop } of this.#take(endpoint)) drop();
  }

  /** Sends at once to a device that listens, else when it is heard of; `never` is what comes of it when it never is. */
  send<Result>(registration: Registration, send: () => Promise<Result>, never: Result): Promise<Result> {
    if (!this.#sleeps(registration)) return this.#sent(registration.endpoint, send);
    return new Promise((resolve, reject) => {
      const { endpoint } = registration;
      const waiting = this.#waiting.get(endpoint) ?? [];
      const turn = {
        send: () => this.#sent(endpoint, send).then(resolve, reject),
        drop: () => resolve(never),
      };
      this.#waiting.set(endpoint, [...waiting, turn]);
    });
  }

  #sleeps({ endpoint, queueMode }: Registration): boolean {
    const heard = this.#heardAt.get(endpoint) ?? Number.NEGATIVE_INFINITY;
    const asleep = queueMode && this.#clock.now() - heard >= this.#awakeSpan;
    return this.#hooks.asleep?.(asleep) ?? asleep;
  }

  async #sent<Result>(endpoint: string, send: () => Promise<Result>): Promise<Result> {
    const result = await send();
    this.#heardAt.set(endpoint, this.#clock.now());
    return result;
  }

  async #release(endpoint: string): Promise<void> {
    const waiting = this.#take(endpoint);
    const groups = this.#hooks.release?.(waiting) ?? waiting.map(each => [each]);
    for (const group of groups) await Promise.all(group.map(({ send }) => send()));
  }

  #take(endpoint: string): readonly Waiting[] {
    const waiting = this.#waiting.get(endpoint) ?? [];
    this.#waiting.delete(endpoint);
    return waiting;
  }
}
