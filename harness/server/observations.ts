import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption } from '../coap/message/options.ts';
import type { DeviceOperations } from './device-operations.ts';
import type { RegistrationEvent } from './registry.ts';
import type { ServerStorage } from './server-hooks.ts';
import type { ServerObservation } from './server-observation.ts';

/** What is observed of which device. */
export interface Observed {
  readonly endpoint: string;
  readonly path: string;
}

/** An observation that a server holds. */
export interface HeldObservation extends Observed {
  readonly observation: ServerObservation;
}

/** An observation about to end: by a Reset of its next notification, or by GET with Observe 1 (RFC 7641 §3.6). */
export interface Cancellation {
  readonly held: HeldObservation;
  readonly how: 'reset' | 'get';
}

type NotificationListener = (observed: Observed, notification: ReceivedMessage) => void;

/** The observations that a server holds on its devices, one of a path; they end with their registration (TS 1.0 §5.3.1). */
export class Observations {
  readonly #storage: ServerStorage;
  readonly #listeners: NotificationListener[] = [];
  #held: readonly HeldObservation[] = [];

  constructor(storage: ServerStorage = {}) {
    this.#storage = storage;
  }

  /** Hears of notifications that are news. */
  onNotification(listener: NotificationListener): void {
    this.#listeners.push(listener);
  }

  find({ endpoint, path }: Observed): HeldObservation | undefined {
    return this.#held.find(held => held.endpoint === endpoint && held.path === path);
  }

  /** Observes a path of a device, in place of an earlier observation of it; resolves with the first answer. */
  async observe({ endpoint, path }: Observed, device: DeviceOperations): Promise<Outcome> {
    const observation = await device.observe(path);
    const held = { endpoint, path, observation };
    if (observation.established) {
      const earlier = this.find(held);
      if (earlier !== undefined) this.#end(earlier);
      this.#held = [...this.#held, held];
    }
    observation.onNotification(message => {
      // An error ends the observation (RFC 7641 §4.2).
      if (!hasOption(message, OptionNumber.observe)) this.#end(held);
      for (const listener of this.#listeners) listener({ endpoint, path }, message);
    });
    return observation.first;
  }

  /** Resolves with the answer to GET; null when there is nothing to be answered. */
  async cancel(held: HeldObservation, how: Cancellation['how']): Promise<Outcome | null> {
    const asked = { held, how };
    const cancellations = this.#storage.cancels?.(asked, this.#held) ?? [asked];
    const outcomes = await Promise.all(cancellations.map(each => this.#cancel(each)));
    return outcomes[0] ?? null;
  }

  /** Takes note of what has become of a registration. */
  onRegistration(event: RegistrationEvent, endpoint: string): void {
    if (event === 'updated' || this.#storage.endsObservations?.(event) === false) return;
    for (const held of this.#held) if (held.endpoint === endpoint) this.#end(held);
  }

  /** By reset, the observation is forgotten and its next notification is rejected as unknown. */
  async #cancel({ held, how }: Cancellation): Promise<Outcome | null> {
    const outcome = how === 'get' ? await held.observation.cancelByGet() : null;
    this.#end(held);
    return outcome;
  }

  #end(held: HeldObservation): void {
    held.observation.end();
    this.#held = this.#held.filter(other => other !== held);
  }
}
