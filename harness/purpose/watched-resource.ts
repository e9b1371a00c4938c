import type { Arrival, Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import {
  type AttributeWrite,
  type Expectation as ExpectedNotifications,
  expectNotifications,
  type ObservationInput,
  type TimedValue,
} from '../lwm2m/attributes/oracle/oracle.ts';
import { decodeContent } from '../lwm2m/content/content.ts';
import { valuesOf } from '../lwm2m/content/flat/values-of.ts';
import { formatPath, parsePath } from '../lwm2m/path.ts';
import { fromPlain, type PlainValue } from '../lwm2m/plain-value.ts';
import type { Value } from '../lwm2m/value.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import type { ServerObservation } from '../server/server-observation.ts';
import type { ClientContext } from './client-context.ts';
import type { SeenNotification } from './expect-schedule.ts';

/**
 * A resource under observation together with what the oracle must know of it: its values and since when, the attributes
 * that were written, and what came. Everything that changes the resource has to go through here.
 */
export class WatchedResource {
  readonly path: string;
  readonly seen: SeenNotification[] = [];
  readonly #t: ClientContext;
  readonly #device: DeviceOperations;
  readonly #type: ObservationInput['type'];
  readonly #history: TimedValue[];
  readonly #writes: AttributeWrite[] = [];
  #defaults: NonNullable<ObservationInput['defaults']> = {};
  #observation: ServerObservation | null = null;
  #observedPath: string;
  /** Milliseconds: what is asked for takes effect at some time before its answer, and what comes has been on its way as long. */
  #longestExchange = 0;
  /** Milliseconds: what the device is told beside the wire takes effect at some time before it has answered. */
  #longestOrder = 0;
  #changedByServer = false;

  private constructor(t: ClientContext, device: DeviceOperations, path: string, before: PlainValue) {
    this.#t = t;
    this.#device = device;
    this.path = path;
    this.#observedPath = path;
    const { object = -1, resource = -1 } = parsePath(path) ?? {};
    const definition = t.definitions(object)?.resources.find(({ id }) => id === resource);
    if (definition === undefined) throw misuse(`${path} is no resource that is known`);
    this.#type = definition.type;
    this.#history = [{ at: t.clock.now(), value: this.#typed(before) }];
  }

  /** Preamble: a resource whose value is known; nothing is observed yet. @throws Inconclusive when it cannot be read. */
  static async of(t: ClientContext, device: DeviceOperations, path: string): Promise<WatchedResource> {
    return new WatchedResource(t, device, path, await t.valueAt(device, path));
  }

  /** Periods of the account, in seconds, that hold where no attribute says otherwise (/1/x/2, /1/x/3). */
  assume(defaults: { readonly pmin?: number; readonly pmax?: number }): void {
    this.#defaults = { ...this.#defaults, ...defaults };
  }

  /** Write-Attributes to `path`, the resource itself unless given; `query` is as on the wire: `pmin=10&gt=5`. */
  async writeAttributes(query: string, path: string = this.path): Promise<Outcome> {
    const outcome = await this.#timed(this.#device.writeAttributes(path, query));
    const applied = outcome.kind === 'response' && outcome.message.code === '2.04';
    if (applied) this.#writes.push({ at: this.#t.clock.now(), path, query });
    return outcome;
  }

  /** Preamble: observes the resource, or what it is a part of. @throws Inconclusive when the device does not accept that. */
  async observe(path: string = this.path): Promise<ServerObservation> {
    this.#observedPath = path;
    this.#observation = await this.#timed(this.#t.observed(this.#device, path));
    return this.#observation;
  }

  /** Preamble: gives the resource another value, see `ClientContext.change`. @throws Inconclusive when this is refused. */
  async change(value: PlainValue): Promise<void> {
    const at = this.#t.clock.now();
    const changedBy = await this.#t.change(this.#device, this.path, value);
    const took = this.#t.clock.now() - at;
    if (changedBy === 'server') {
      this.#changedByServer = true;
      this.#longestExchange = Math.max(this.#longestExchange, took);
    } else this.#longestOrder = Math.max(this.#longestOrder, took);
    this.#history.push({ at, value: this.#typed(value) });
  }

  /**
   * The next notification, or silence after `within` milliseconds.
   * @throws Inconclusive when silence that long is no fault, see `ClientContext.change`.
   */
  async next(within: number): Promise<Arrival> {
    const arrival = await this.#observed.next(within);
    if (arrival.kind === 'arrived') this.seen.push(this.#notified(arrival.message));
    else if (within >= this.#t.patience) this.#excuseSilence();
    return arrival;
  }

  /** Listens for so many milliseconds, and gives every notification that has come since the first answer. */
  async listen(milliseconds: number): Promise<readonly SeenNotification[]> {
    const end = this.#t.clock.now() + milliseconds;
    let arrival: Arrival;
    do arrival = await this.next(Math.max(0, end - this.#t.clock.now()));
    while (arrival.kind === 'arrived');
    return this.seen;
  }

  /**
   * What was to be expected from the first answer until now, tolerance of the cell included.
   * @throws Inconclusive when nothing has come and that is no fault, see `ClientContext.change`.
   */
  expected(): ExpectedNotifications {
    this.#excuseSilence();
    const { first } = this.#observed;
    if (first.kind !== 'response') throw misuse('the Observe was not answered');
    return expectNotifications({
      version: this.#t.lwm2m,
      observed: this.#observedPath,
      resource: this.path,
      type: this.#type,
      writes: this.#writes,
      defaults: this.#defaults,
      history: this.#history,
      first: this.#notified(first.message),
      horizon: this.#t.clock.now(),
      tolerance: this.#tolerance(),
    });
  }

  async #timed<Answer>(exchange: Promise<Answer>): Promise<Answer> {
    const { clock } = this.#t;
    const since = clock.now();
    const answer = await exchange;
    this.#longestExchange = Math.max(this.#longestExchange, clock.now() - since);
    return answer;
  }

  #excuseSilence(): void {
    if (this.#changedByServer && this.seen.length === 0) this.#t.ownWriteUnnoticed(this.path);
  }

  get #observed(): ServerObservation {
    if (this.#observation === null) throw misuse('it is not observed yet');
    return this.#observation;
  }

  /** Beside the share that the cell allows: of the shortest period for what comes early, of the longest for what comes late. */
  #tolerance(): ObservationInput['tolerance'] {
    const written = this.#writes.flatMap(({ query }) =>
      [...query.matchAll(/pm(?:in|ax)=(\d+)/g)].map(([, seconds]) => Number(seconds)),
    );
    const periods = [...written, ...Object.values(this.#defaults)].filter(seconds => seconds > 0);
    const { tolerance, parameters } = this.#t;
    return {
      // A period begins when the client sends; what was longer on its way than what follows makes it look shorter.
      early: this.#longestExchange + (periods.length === 0 ? 0 : tolerance * Math.min(...periods) * 1000),
      late:
        Math.max(this.#longestExchange, this.#longestOrder) +
        tolerance * Math.max(0, ...periods.map(seconds => seconds * 1000)),
      // No text says how soon a change is notified; pmax alone sets an end.
      reaction: parameters.processingDelay * (1 + tolerance),
    };
  }

  #notified(message: ReceivedMessage): SeenNotification {
    const { at, frame } = message;
    const path = parsePath(this.#observedPath);
    const format = uintValue(message, OptionNumber.contentFormat);
    if (path === null || format === undefined) return { at, frame, value: null };
    const { node } = decodeContent(format, path, message.payload, this.#t.definitions);
    const values = node === null ? [] : valuesOf(path, node);
    return { at, frame, value: values.find(each => formatPath(each.path) === this.path)?.value ?? null };
  }

  #typed(plain: PlainValue): Value {
    const value = fromPlain(this.#type, plain);
    if (value === null) throw misuse(`${JSON.stringify(plain)} is no ${this.#type}`);
    return value;
  }
}

function misuse(what: string): HarnessBugError {
  return new HarnessBugError('purpose.watched-resource', what, {
    hint: 'Watch a single resource: writeAttributes, observe, change, listen, in this order.',
  });
}
