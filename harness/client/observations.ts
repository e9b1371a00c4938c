import type { Clock } from '../clock/clock.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import type { NotificationAttributes } from '../lwm2m/attributes/attributes.ts';
import type { Address } from '../transport/datagram.ts';
import type { Notified } from './notification-outbox.ts';
import { NotificationSchedule, type ThresholdHook } from './notification-schedule.ts';

export interface ObservedThing {
  /** What a cancellation by path names: `/3/0/7`. */
  readonly name: string;
  /** The representation now, as a read would give it; not 2.05 once the thing is gone. */
  readonly represent: () => Reply;
  /** What it consists of, each with conditions of its own; one, unless it is composite. */
  readonly parts: readonly ObservedPart[];
}

export interface ObservedPart {
  /** Whether something happened to it, when there was a change at a path. */
  readonly affected: (path: string) => boolean;
  /** The number that thresholds look at, null unless it is one numeric resource. */
  readonly numeric: () => number | bigint | null;
  /** Attributes in force now, defaults of the server account included. */
  readonly attributes: () => NotificationAttributes;
}

interface Observation {
  readonly thing: ObservedThing;
  readonly schedules: readonly (readonly [ObservedPart, NotificationSchedule])[];
  readonly peer: Address;
  readonly token: Uint8Array;
}

export interface ObservationEnvironment {
  /** Of the timers for pmin and pmax. */
  readonly scheduleClock: Clock;
  readonly threshold?: ThresholdHook | undefined;
  readonly notify: (peer: Address, token: Uint8Array, reply: Reply) => Promise<Notified>;
  /** Told when a notification cannot be sent. */
  readonly onFault: (fault: unknown) => void;
}

/** The observations one server holds on this device (TS 1.0 §5.5, RFC 7641 §4). */
export class Observations {
  readonly #environment: ObservationEnvironment;
  readonly #byToken = new Map<string, Observation>();
  #sequence = 1;

  constructor(environment: ObservationEnvironment) {
    this.#environment = environment;
  }

  /** Starts an observation, replacing one with the same token, and gives its first answer. */
  start(request: ReceivedMessage, thing: ObservedThing): Reply {
    const first = thing.represent();
    if (first.code !== '2.05') return first;
    const token = request.token;
    this.#end(token);
    const { scheduleClock, threshold } = this.#environment;
    const notify = (): void => this.#notify(observation);
    const observation: Observation = {
      ...{ thing, token, peer: request.from },
      schedules: thing.parts.map(part => [
        part,
        new NotificationSchedule(scheduleClock, part.attributes, part.numeric, notify, threshold),
      ]),
    };
    this.#byToken.set(hex(token), observation);
    return this.#numbered(first);
  }

  /** RFC 7641 §3.6: by token, or, as servers also do, by path alone. */
  cancel(request: ReceivedMessage, name: string): void {
    this.#end(request.token);
    for (const { thing, token } of [...this.#byToken.values()]) if (thing.name === name) this.#end(token);
  }

  /** A value at `path` may have changed. */
  changed(path: string): void {
    for (const [part, schedule] of this.#schedules()) if (part.affected(path)) schedule.valueChanged();
  }

  /** Attributes were written: running observations follow them from now on. */
  attributesChanged(): void {
    for (const [, schedule] of this.#schedules()) schedule.rearm();
  }

  /** The server has refused a notification under this token. */
  refused(token: Uint8Array): void {
    this.#end(token);
  }

  clear(): void {
    for (const { token } of [...this.#byToken.values()]) this.#end(token);
  }

  #notify(observation: Observation): void {
    const reply = observation.thing.represent();
    // Whatever part it is sent for, it tells of all of them.
    for (const [, schedule] of observation.schedules) schedule.told();
    this.#environment
      .notify(observation.peer, observation.token, this.#numbered(reply))
      .then(delivery => {
        if (delivery !== 'acknowledged' && delivery !== 'held') this.#end(observation.token);
      })
      .catch(this.#environment.onFault);
    if (reply.code !== '2.05') this.#end(observation.token);
  }

  #numbered(reply: Reply): Reply {
    if (reply.code !== '2.05') return reply;
    this.#sequence = (this.#sequence + 1) & 0xff_ffff;
    return {
      ...reply,
      options: [uintOption(OptionNumber.observe, this.#sequence), ...(reply.options ?? [])],
    };
  }

  #schedules(): Observation['schedules'] {
    return [...this.#byToken.values()].flatMap(({ schedules }) => schedules);
  }

  #end(token: Uint8Array): void {
    for (const [, schedule] of this.#byToken.get(hex(token))?.schedules ?? []) schedule.stop();
    this.#byToken.delete(hex(token));
  }
}

function hex(token: Uint8Array): string {
  return Buffer.from(token).toString('hex');
}
