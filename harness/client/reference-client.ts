import type { Clock } from '../clock/clock.ts';
import { NamedTimers } from '../clock/named-timers.ts';
import { type BlockwiseParameters, DEFAULT_BLOCKWISE } from '../coap/blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import type { Outcome, ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import { type Address, localHostFor, type Network, sameAddress } from '../transport/datagram.ts';
import type { Random } from '../transport/random.ts';
import type { ClientHooks, ClientTimer } from './client-hooks.ts';
import { type DataModel, integerAt } from './data-model.ts';
import { DeviceManagement } from './device-management.ts';
import { type Account, type DeviceActions, factoryState } from './factory-state.ts';
import { Registration } from './registration.ts';
import { registrationParameters } from './registration-parameters.ts';

export interface ClientEnvironment {
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  readonly onFault: (fault: unknown) => void;
  /** Block-wise transfer (RFC 7959), with the usual parameters unless given; null turns it off. */
  readonly blockwise?: BlockwiseParameters | null;
  /** Milliseconds by which the way to the server may distort its intervals; 0 unless given. */
  readonly tolerance?: number;
  readonly hooks?: ClientHooks;
}

export interface ClientConfiguration {
  readonly endpoint: string;
  readonly lwm2m: '1.0' | '1.1';
  readonly account: Account;
  readonly server: Address;
  /** Objects that only object files describe: the device has one instance of each, with every resource. */
  readonly objects?: readonly ObjectDefinition[];
}

/** Looks at a request first; undefined leaves it to the device's ordinary behaviour. */
export type Interception = (request: ReceivedMessage) => Reply | null | undefined;

/** The reference LwM2M client: judges servers as the tester's device, and is itself the embedded client under test. */
export class ReferenceClient {
  readonly coap: CoapEndpoint;
  readonly registration: Registration;
  readonly #environment: ClientEnvironment;
  readonly #configuration: ClientConfiguration;
  readonly #hooks: ClientHooks;
  readonly #timers: NamedTimers<ClientTimer>;
  #management: DeviceManagement;
  #intercept: Interception = () => undefined;

  private constructor(
    coap: CoapEndpoint,
    environment: ClientEnvironment,
    configuration: ClientConfiguration,
  ) {
    this.coap = coap;
    this.#environment = environment;
    this.#configuration = configuration;
    this.#hooks = environment.hooks ?? {};
    this.#timers = new NamedTimers(environment.clock, this.#hooks.timer);
    this.#management = this.#leaveFactory();
    this.registration = new Registration({
      coap,
      timers: this.#timers,
      server: configuration.server,
      parameters: () => registrationParameters(this.model, configuration),
      onRegistered: () => {
        if (this.#hooks.storage?.endsObservations?.() ?? true) this.#management.forgetObservations();
      },
      onFault: environment.onFault,
    });
    const answer = (request: ReceivedMessage): Reply | null => this.#answer(request);
    const { operation } = this.#hooks;
    coap.serve(request =>
      operation === undefined
        ? answer(request)
        : operation(request, (changed = request) => answer(changed), this),
    );
  }

  /** Binds a socket; nothing is sent yet. */
  static async create(
    environment: ClientEnvironment,
    configuration: ClientConfiguration,
  ): Promise<ReferenceClient> {
    const socket = await environment.network.bind({ host: localHostFor(configuration.server) });
    return new ReferenceClient(
      new CoapEndpoint({ blockwise: DEFAULT_BLOCKWISE, ...environment, socket }),
      environment,
      configuration,
    );
  }

  get model(): DataModel {
    return this.#management.model;
  }

  get server(): Address {
    return this.#configuration.server;
  }

  register(): Promise<Outcome> {
    return this.registration.register();
  }

  intercept(interception: Interception): void {
    this.#intercept = interception;
  }

  /** Does what a request asks for, whoever sent it. */
  perform(request: ReceivedMessage): Reply {
    return this.#management.answer(request);
  }

  forgetObservations(): void {
    this.#management.forgetObservations();
  }

  /** Graceful: de-registers first. */
  async close(graceful: boolean): Promise<void> {
    if (graceful) await this.registration.deregister();
    this.registration.stop();
    this.#management.forgetObservations();
    await this.coap.close();
  }

  #answer(request: ReceivedMessage): Reply | null {
    const intercepted = this.#intercept(request);
    if (intercepted !== undefined) return intercepted;
    if (!sameAddress(request.from, this.server) || !this.registration.registered) return null;
    return this.#management.answer(request);
  }

  #leaveFactory(): DeviceManagement {
    const launch = (work: Promise<unknown>): void => void work.catch(this.#environment.onFault);
    const { account, objects = [] } = this.#configuration;
    const { storage, threshold } = this.#hooks;
    const actions: DeviceActions = {
      disable: () => launch(this.registration.disable(integerAt(model, [1, 0, 5]))),
      registrationUpdate: () => launch(this.registration.update()),
      reboot: () => this.#restart(this.#management),
      factoryReset: () => this.#restart(this.#leaveFactory()),
      resetErrorCode: () => void model.set(3, 0, 11, { multiple: new Map([[0, 0n]]) }),
    };
    const model = factoryState(account, objects, actions, storage?.value);
    return new DeviceManagement(model, {
      ...{ storage, threshold, timers: this.#timers },
      scheduleClock: this.#timers.clockFor('notification'),
      notify: (peer, token, reply) => this.coap.notify(peer, token, reply),
      onRegistrationDataChanged: () => launch(this.registration.update()),
    });
  }

  /** Without a word to the server, as when the power goes; written values survive a reboot, not a factory reset. */
  #restart(management: DeviceManagement): void {
    this.registration.stop();
    this.#management.forgetObservations();
    this.#management = management;
    this.registration.register().catch(this.#environment.onFault);
  }
}
