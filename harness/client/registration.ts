import type { Timer } from '../clock/clock.ts';
import type { NamedTimers } from '../clock/named-timers.ts';
import type { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import type { Outcome } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import type { CoapOption } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, queryOptions, uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { Address } from '../transport/datagram.ts';
import type { ClientTimer } from './client-hooks.ts';
import { nextAttempt, type RetryPolicy } from './retry-policy.ts';

/** What a Register or Update says; read anew for each message. */
export interface RegistrationParameters {
  readonly endpoint: string;
  /** Seconds. */
  readonly lifetime: number;
  readonly binding: string;
  /** Queue Mode as a parameter of its own (TS 1.1 §6.2.1). */
  readonly queue: boolean;
  readonly lwm2m: string;
  /** The MSISDN that it is reached at where its binding has SMS (TS 1.0 §5.3.1). */
  readonly sms: string | null;
  /** CoRE link format. */
  readonly objectLinks: string;
}

export interface RegistrationEnvironment {
  readonly coap: CoapEndpoint;
  readonly timers: NamedTimers<ClientTimer>;
  readonly server: Address;
  readonly parameters: () => RegistrationParameters;
  readonly retry: () => RetryPolicy;
  /** The last attempt has failed; none follows by itself. */
  readonly onFailed: () => void;
  /** Observations end with a registration (TS 1.0 §5.3.1), both when it is replaced and when it is given up. */
  readonly onEvent: (event: 'registered' | 'deregistered') => void;
  /** A request was given up: what there was with the server may be lost at its side. */
  readonly onUnanswered: () => void;
  /** Told when something that nobody awaits goes wrong. */
  readonly onFault: (fault: unknown) => void;
}

type State =
  | { readonly name: 'idle' }
  | { readonly name: 'registering' }
  | {
      readonly name: 'registered';
      readonly location: readonly CoapOption[];
      readonly sent: RegistrationParameters;
    }
  | { readonly name: 'disabled' };

/** Longest time before the end of the lifetime at which the next Update is sent: MAX_TRANSMIT_WAIT, in seconds. */
const UPDATE_MARGIN = 93;
/** A location is the server's, and so are its mistakes: a segment `..` goes back to it as it came. */
const AS_GIVEN = { illegal: true } as const;

/** Registration life cycle of one server account (TS 1.0 §5.3). */
export class Registration {
  readonly #environment: RegistrationEnvironment;
  #state: State = { name: 'idle' };
  #timer: Timer | null = null;
  /** In a row. */
  #failures = 0;
  #updating: Promise<void> = Promise.resolve();

  constructor(environment: RegistrationEnvironment) {
    this.#environment = environment;
  }

  /** Only a server that has accepted the registration is served (TS 1.0 §5.3.1). */
  get registered(): boolean {
    return this.#state.name === 'registered';
  }

  /** Nothing passes between it and that server until the timeout is over (TS 1.0 E.2, resource 4). */
  get disabled(): boolean {
    return this.#state.name === 'disabled';
  }

  /** Whether the server has been told that it sleeps between its messages (TS 1.0 §8.3). */
  get queued(): boolean {
    if (this.#state.name !== 'registered') return false;
    const { queue, binding } = this.#state.sent;
    return queue || binding.includes('Q');
  }

  async register(): Promise<Outcome> {
    this.#timer?.cancel();
    this.#state = { name: 'registering' };
    const sent = this.#environment.parameters();
    const outcome = await this.#environment.coap.request(this.#environment.server, {
      method: METHODS.post,
      options: [
        ...pathOptions('/rd'),
        uintOption(OptionNumber.contentFormat, ContentFormat.linkFormat),
        ...queryOptions([
          `ep=${sent.endpoint}`,
          `lt=${sent.lifetime}`,
          `lwm2m=${sent.lwm2m}`,
          `b=${sent.binding}`,
          ...(sent.sms === null ? [] : [`sms=${sent.sms}`]),
          ...(sent.queue ? ['Q'] : []),
        ]),
      ],
      payload: Buffer.from(sent.objectLinks, 'utf8'),
    });
    if (outcome.kind === 'silence') this.#environment.onUnanswered();
    if (this.#current().name !== 'registering') return outcome;
    if (outcome.kind === 'response' && outcome.message.code === '2.01') {
      const location = outcome.message.options
        .filter(({ number }) => number === OptionNumber.locationPath)
        .map(({ value }) => ({ number: OptionNumber.uriPath, value }));
      this.#state = { name: 'registered', location, sent };
      this.#environment.onEvent('registered');
      this.#scheduleUpdate(sent.lifetime);
      this.#failures = 0;
    } else this.#retry();
    return outcome;
  }

  /** Registers, once the time that a device waits at first is over. */
  begin(): void {
    const { initialDelay } = this.#environment.retry();
    if (initialDelay === 0) this.#launch(this.register());
    else this.#registerAfter(initialDelay * 1000);
  }

  /** Sends an Update with what changed since the last message; registers anew when the server does not know us (4.04). */
  update(): Promise<void> {
    this.#updating = this.#updating.then(() => this.#update());
    return this.#updating;
  }

  async deregister(): Promise<void> {
    const state = this.#state;
    this.#timer?.cancel();
    this.#state = { name: 'idle' };
    if (state.name !== 'registered') return;
    this.#environment.onEvent('deregistered');
    await this.#environment.coap.request(this.#environment.server, {
      ...AS_GIVEN,
      method: METHODS.delete,
      options: state.location,
    });
  }

  /** De-registers, keeps silent for the time given (seconds), then registers (TS 1.0 E.2, resources 4 and 5). */
  async disable(seconds: number): Promise<void> {
    await this.deregister();
    this.#state = { name: 'disabled' };
    this.#timer = this.#environment.timers.after('disabled', seconds * 1000, () =>
      this.#launch(this.register()),
    );
  }

  stop(): void {
    this.#timer?.cancel();
    this.#state = { name: 'idle' };
  }

  async #update(): Promise<void> {
    const state = this.#state;
    if (state.name !== 'registered') return;
    const now = this.#environment.parameters();
    const { query, payload } = changes(state.sent, now);
    const outcome = await this.#environment.coap.request(this.#environment.server, {
      ...AS_GIVEN,
      method: METHODS.post,
      options: [
        ...state.location,
        ...(payload === null ? [] : [uintOption(OptionNumber.contentFormat, ContentFormat.linkFormat)]),
        ...queryOptions(query),
      ],
      ...(payload === null ? {} : { payload: Buffer.from(payload, 'utf8') }),
    });
    if (outcome.kind === 'silence') this.#environment.onUnanswered();
    if (this.#current() !== state) return;
    if (outcome.kind === 'response' && outcome.message.code === '2.04') {
      this.#state = { ...state, sent: now };
      this.#scheduleUpdate(now.lifetime);
    } else {
      await this.register();
    }
  }

  #retry(): void {
    this.#failures += 1;
    const wait = nextAttempt(this.#environment.retry(), this.#failures);
    if (wait === null) this.#environment.onFailed();
    else this.#registerAfter(wait);
  }

  #registerAfter(milliseconds: number): void {
    this.#timer?.cancel();
    this.#timer = this.#environment.timers.after('retry', milliseconds, () => this.#launch(this.register()));
  }

  #scheduleUpdate(lifetime: number): void {
    const after = Math.max(lifetime / 2, lifetime - UPDATE_MARGIN);
    this.#timer?.cancel();
    this.#timer = this.#environment.timers.after('update', after * 1000, () => this.#launch(this.update()));
  }

  #launch(work: Promise<unknown>): void {
    work.catch(this.#environment.onFault);
  }

  /** The state as it is now: control flow analysis does not know that awaiting may have changed it. */
  #current(): State {
    return this.#state;
  }
}

function changes(
  sent: RegistrationParameters,
  now: RegistrationParameters,
): { query: string[]; payload: string | null } {
  return {
    query: [
      ...(now.lifetime === sent.lifetime ? [] : [`lt=${now.lifetime}`]),
      ...(now.binding === sent.binding ? [] : [`b=${now.binding}`]),
      ...(now.sms === sent.sms || now.sms === null ? [] : [`sms=${now.sms}`]),
    ],
    payload: now.objectLinks === sent.objectLinks ? null : now.objectLinks,
  };
}
