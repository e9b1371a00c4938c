import type { NamedTimers } from '../clock/named-timers.ts';
import type { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import type { ServerAccount } from './accounts.ts';
import type { ClientHooks, ClientTimer } from './client-hooks.ts';
import type { DataModel } from './data-model.ts';
import { DeviceManagement } from './device-management.ts';
import type { Device } from './device-object.ts';
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
}

/** What the device has with one server: its registration, its observations and the attributes that it wrote. */
export class ServerSession {
  readonly account: ServerAccount;
  readonly registration: Registration;
  readonly management: DeviceManagement;
  readonly #environment: SessionEnvironment;
  readonly #forget: () => void;

  constructor(account: ServerAccount, environment: SessionEnvironment) {
    const { coap, device, hooks, timers, onFault } = environment;
    this.account = account;
    this.#environment = environment;
    this.management = new DeviceManagement(account, {
      ...environment,
      scheduleClock: timers.clockFor('notification'),
      notify: (peer, token, reply) => coap.notify(peer, token, reply),
    });
    this.registration = new Registration({
      ...{ coap, timers, onFault, server: account.address },
      parameters: () => registrationParameters(device.model, account, device.configuration),
      retry: () => retryPolicy(device.model, account.serverInstance, device.configuration.lwm2m),
      onFailed: () => environment.onRegistrationFailed(account.serverInstance),
      onRegistered: () => {
        if (hooks.storage?.endsObservations?.() ?? true) this.management.forgetObservations();
      },
    });
    this.#forget = this.#watch(device.model);
  }

  /** Ends without a word to the server. */
  close(): void {
    this.#forget();
    this.registration.stop();
    this.management.forgetObservations();
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

  /** Lifetime, binding or the object list changed: the server must be told (TS 1.0 §5.3.2). */
  #watch(model: DataModel): () => void {
    const { serverInstance } = this.account;
    const own = [`/1/${serverInstance}/1`, `/1/${serverInstance}/7`];
    const updateLater = (): void => this.management.afterTheAnswer(() => this.update());
    return model.listen({
      changed: ids => {
        this.management.changed(ids);
        if (own.includes(`/${ids.join('/')}`)) updateLater();
      },
      listChanged: (object, instance) => {
        this.management.instanceChanged(object, instance);
        if (object !== 0) updateLater();
      },
    });
  }
}
