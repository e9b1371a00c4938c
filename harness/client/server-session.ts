import type { NamedTimers } from '../clock/named-timers.ts';
import type { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import type { Address } from '../transport/datagram.ts';
import type { ServerAccount } from './accounts.ts';
import type { ClientHooks, ClientTimer } from './client-hooks.ts';
import { booleanAt, type DataModel } from './data-model.ts';
import { DeviceManagement } from './device-management.ts';
import type { Device } from './device-object.ts';
import { NotificationOutbox } from './notification-outbox.ts';
import { Registration } from './registration.ts';
import { registrationParameters } from './registration-parameters.ts';
import { retryPolicy } from './retry-policy.ts';
import { send } from './send.ts';

export interface SessionEnvironment {
  readonly coap: CoapEndpoint;
  readonly device: Device;
  readonly timers: NamedTimers<ClientTimer>;
  readonly hooks: ClientHooks;
  readonly onFault: (fault: unknown) => void;
  /** Every attempt to register, and to register again, has failed. */
  readonly onRegistrationFailed: (serverInstance: number) => void;
  /** What there was with a server may be lost at its side. */
  readonly onUnanswered: (server: Address) => void;
  /** Whether the device has a network. */
  readonly connected: () => boolean;
  /** Milliseconds that it stays awake in Queue Mode after the last message, of either side: MAX_TRANSMIT_WAIT (TS 1.0 §8.3). */
  readonly awakeFor: number;
}

/** What the device has with one server: its registration, its observations and the attributes that it wrote. */
export class ServerSession {
  readonly account: ServerAccount;
  readonly registration: Registration;
  readonly management: DeviceManagement;
  readonly #environment: SessionEnvironment;
  readonly #outbox: NotificationOutbox;
  readonly #forget: () => void;
  #lastExchange = Number.NEGATIVE_INFINITY;

  constructor(account: ServerAccount, environment: SessionEnvironment) {
    const { coap, device, hooks, timers, onFault } = environment;
    this.account = account;
    this.#environment = environment;
    this.#outbox = new NotificationOutbox({
      ...{ onFault, hook: hooks.storage?.notifications },
      notify: (peer, token, reply) => coap.notify(peer, token, reply),
      open: () => environment.connected() && this.registration.registered,
      stores: () => booleanAt(device.model, [1, account.serverInstance, 6], true),
      onRefused: token => this.management.refused(token),
    });
    this.management = new DeviceManagement(account, {
      ...environment,
      scheduleClock: timers.clockFor('notification'),
      notify: (peer, token, reply) => this.#outbox.notify(peer, token, reply),
    });
    this.registration = new Registration({
      ...{ coap, timers, onFault, server: account.address },
      parameters: () => registrationParameters(device.model, account, device.configuration),
      retry: () => retryPolicy(device.model, account.serverInstance, device.configuration.lwm2m),
      onFailed: () => environment.onRegistrationFailed(account.serverInstance),
      onUnanswered: () => environment.onUnanswered(account.address),
      onEvent: event => {
        if (hooks.storage?.endsObservations?.(event) ?? true) this.#forgetObservations();
        if (event === 'registered') this.#outbox.opened();
      },
    });
    this.#forget = this.#watch(device.model);
  }

  /** Ends without a word to the server. */
  close(): void {
    this.#forget();
    this.registration.stop();
    this.#forgetObservations();
  }

  /** Sends an Update; what comes of it is the business of the registration. */
  update(): void {
    this.registration.update().catch(this.#environment.onFault);
  }

  /** Only a server that it is registered with is told anything. */
  async send(paths: readonly Lwm2mPath[]): Promise<void> {
    const { device, coap, hooks } = this.#environment;
    const { account, management, registration } = this;
    if (registration.registered) await send(device, coap, management.access, account, paths, hooks.sending);
  }

  /** The device has its network back. */
  connected(): void {
    this.#outbox.opened();
  }

  /** Whether a datagram passes: none while disabled; in Queue Mode it hears nothing once all has been quiet for long. */
  passes(way: 'in' | 'out'): boolean {
    if (this.registration.disabled) return false;
    const isAsleep = this.registration.queued && this.#quietFor() > this.#environment.awakeFor;
    if (way === 'in' && isAsleep) return false;
    this.#lastExchange = this.#environment.device.clock.now();
    return true;
  }

  #quietFor(): number {
    return this.#environment.device.clock.now() - this.#lastExchange;
  }

  #forgetObservations(): void {
    this.management.forgetObservations();
    this.#outbox.clear();
  }

  /** Lifetime, binding or the object list changed: the server must be told (TS 1.0 §5.3.2). */
  #watch(model: DataModel): () => void {
    const { serverInstance } = this.account;
    const own = [`/1/${serverInstance}/1`, `/1/${serverInstance}/7`];
    const periods = [`/1/${serverInstance}/2`, `/1/${serverInstance}/3`];
    const updateLater = (): void => this.management.afterTheAnswer(() => this.update());
    return model.listen({
      changed: ids => {
        this.management.changed(ids);
        if (periods.includes(`/${ids.join('/')}`)) this.management.periodsChanged();
        if (own.includes(`/${ids.join('/')}`)) updateLater();
      },
      listChanged: (object, instance) => {
        this.management.instanceChanged(object, instance);
        if (object !== 0) updateLater();
      },
    });
  }
}
