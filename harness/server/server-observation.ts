import type { Clock } from '../clock/clock.ts';
import type { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import { Inbox } from '../coap/exchange/inbox.ts';
import { isFresher, type Notified } from '../coap/exchange/observe-order.ts';
import type { Arrival, Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import type { Request } from '../coap/exchange/request.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, uintOption, uintValue } from '../coap/message/options.ts';
import type { Address } from '../transport/datagram.ts';

export interface ObservationTarget {
  readonly coap: CoapEndpoint;
  readonly clock: Clock;
  readonly address: Address;
  /** What is asked for, without Observe: a GET, or the FETCH of an Observe-Composite. */
  readonly request: Request;
}

const ANY_NOTIFICATION = { name: 'a notification', matches: () => true };

/** One observation that a server holds on a device (RFC 7641, TS 1.0 §5.5). */
export class ServerObservation {
  readonly #target: ObservationTarget;
  readonly #token: Uint8Array;
  readonly #inbox: Inbox;
  readonly #listeners: ((notification: ReceivedMessage) => void)[] = [];
  #first: Outcome | null = null;
  #newest: Notified | null = null;
  #forget: () => void = () => {};

  constructor(target: ObservationTarget) {
    this.#target = target;
    this.#token = target.coap.freshToken();
    this.#inbox = new Inbox(target.clock);
  }

  /** The answer to the Observe request itself. */
  get first(): Outcome {
    return this.#first ?? { kind: 'silence', waited: 0, sentFrame: null };
  }

  get established(): boolean {
    return this.first.kind === 'response' && hasOption(this.first.message, OptionNumber.observe);
  }

  async start(): Promise<void> {
    this.#expect('accept');
    this.#first = await this.#get(0);
    if (this.#first.kind === 'response') this.#isOvertaken(this.#first.message);
    if (!this.established) this.#forget();
  }

  /** The next notification, or silence after `within` milliseconds. */
  next(within: number): Promise<Arrival> {
    return this.#inbox.next(ANY_NOTIFICATION, within);
  }

  /** Hears of notifications that are news; `next` gives every one. */
  onNotification(listener: (notification: ReceivedMessage) => void): void {
    this.#listeners.push(listener);
  }

  /** The same request once more, under the same token (RFC 7641 §3.3.1). Resolves with its answer. */
  again(): Promise<Outcome> {
    return this.#get(0);
  }

  /**
   * The same request with Observe 1 (RFC 7641 §3.6), but for what is given. Resolves with its answer; notifications are still
   * collected.
   */
  cancelByGet(changes: Partial<Pick<Request, 'options' | 'token'>> = {}): Promise<Outcome> {
    return this.#get(1, changes);
  }

  /** Leaves notifications unanswered from now on, as if they were lost on the way; `heed` ends that. */
  disregard(): void {
    this.#expect('ignore');
  }

  /** Acknowledges notifications again. */
  heed(): void {
    this.#expect('accept');
  }

  /** Answers the next notification, and later ones, with a Reset; resolves with the first of them (RFC 7641 §3.6). */
  async cancelByReset(within: number): Promise<Arrival> {
    this.#expect('reject');
    return this.next(within);
  }

  /** Takes note of the newest notification; true for one that it has overtaken on the way (RFC 7641 §3.4). */
  #isOvertaken(message: ReceivedMessage): boolean {
    const sequence = uintValue(message, OptionNumber.observe);
    if (sequence === undefined) return false;
    const notified = { sequence, at: message.at };
    if (this.#newest !== null && !isFresher(this.#newest, notified)) return true;
    this.#newest = notified;
    return false;
  }

  /** Stops listening; further notifications are rejected by the endpoint as unknown. */
  end(): void {
    this.#forget();
  }

  #expect(treatment: 'accept' | 'reject' | 'ignore'): void {
    const { coap, address } = this.#target;
    this.#forget = coap.expectToken(address, this.#token, message => this.#notified(message), treatment);
  }

  #get(observe: 0 | 1, changes: Partial<Pick<Request, 'options' | 'token'>> = {}): Promise<Outcome> {
    const { coap, address, request } = this.#target;
    const { token = this.#token, options = request.options } = changes;
    const withObserve = [uintOption(OptionNumber.observe, observe), ...options];
    return coap.request(address, { ...request, token, options: withObserve });
  }

  #notified(message: ReceivedMessage): void {
    this.#inbox.offer(message);
    if (this.#isOvertaken(message)) return;
    for (const listener of this.#listeners) listener(message);
  }
}
