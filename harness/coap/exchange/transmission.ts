import type { Clock, Timer } from '../../clock/clock.ts';
import type { Random } from '../../transport/random.ts';
import type { TransmissionParameters } from './parameters.ts';

/** Retransmission of one confirmable message until it is acknowledged (RFC 7252 §4.2). */
export class Transmission {
  readonly #clock: Clock;
  readonly #parameters: TransmissionParameters;
  readonly #send: () => void;
  readonly #exhausted: () => void;
  #timeout: number;
  #retransmissions = 0;
  #timer: Timer | null = null;

  constructor(
    environment: {
      readonly clock: Clock;
      readonly random: Random;
      readonly parameters: TransmissionParameters;
    },
    actions: { readonly send: () => void; readonly exhausted: () => void },
  ) {
    const { ackTimeout, ackRandomFactor } = environment.parameters;
    this.#clock = environment.clock;
    this.#parameters = environment.parameters;
    this.#send = actions.send;
    this.#exhausted = actions.exhausted;
    this.#timeout = ackTimeout * (1 + (ackRandomFactor - 1) * environment.random.next());
  }

  /** Arms the timer for a message that has just been sent for the first time. */
  start(): void {
    this.#timer = this.#clock.after(this.#timeout, () => this.#expired());
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  #expired(): void {
    if (this.#retransmissions >= this.#parameters.maxRetransmit) {
      this.#exhausted();
      return;
    }
    this.#retransmissions += 1;
    this.#timeout *= 2;
    this.#send();
    this.start();
  }
}
