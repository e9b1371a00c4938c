import type { Clock } from '../clock/clock.ts';
import { NamedTimers } from '../clock/named-timers.ts';
import { DEFAULT_BLOCKWISE } from '../coap/blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import type { Outcome, ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { DtlsSocket, type DtlsSocketSettings } from '../dtls/endpoint/dtls-socket.ts';
import type { SecureSocket } from '../dtls/endpoint/secure-socket.ts';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import { type Address, type DatagramSocket, localHostFor, sameAddress } from '../transport/datagram.ts';
import { type Guard, guardedLayer } from '../transport/guarded-layer.ts';
import { MovableSocket } from '../transport/movable-socket.ts';
import { layered } from '../transport/socket-layer.ts';
import { AccessKeeper } from './access/access-keeper.ts';
import { bootstrapAccount, serverAccounts } from './accounts.ts';
import { Bootstrapping } from './bootstrap/bootstrapping.ts';
import { type ClientConfiguration, type ClientEnvironment, firstAddress } from './client-configuration.ts';
import type { ClientHooks, ClientTimer } from './client-hooks.ts';
import { booleanAt, DataModel, integerAt } from './data-model.ts';
import type { Device, DeviceConditions, DevicePart } from './device-object.ts';
import { ErrorConditions } from './error-conditions.ts';
import { type InstalledObject, installedObjects, leaveFactory } from './leave-factory.ts';
import type { Registration } from './registration.ts';
import { securedByAccounts } from './secured-accounts.ts';
import { ServerSession } from './server-session.ts';
import { trustStoreOf } from './server-trust.ts';
import { WallTime } from './wall-time.ts';

/** Long enough for the answer to leave first. */
const AFTER_THE_ANSWER_MS = 1;
/** What it takes to attach to another network. */
const BEARER_CHANGE_MS = 8_000;

/** Looks at a request first; undefined leaves it to the device's ordinary behaviour. */
export type Interception = (request: ReceivedMessage) => Reply | null | undefined;

/** The reference LwM2M client: judges servers as the tester's device, and is itself the embedded client under test. */
export class ReferenceClient {
  readonly coap: CoapEndpoint;
  /** Its way to the network. */
  readonly socket: MovableSocket;
  readonly #secured: SecureSocket;
  readonly #environment: ClientEnvironment;
  readonly #configuration: ClientConfiguration;
  readonly #hooks: ClientHooks;
  readonly #timers: NamedTimers<ClientTimer>;
  readonly #parts: DevicePart[] = [];
  /** What an upper tester has prepared it for. */
  readonly conditions: DeviceConditions = { firmwareOutcome: null };
  readonly #objects: ReadonlyMap<number, InstalledObject>;
  #device: Device;
  #bootstrapping: Bootstrapping;
  #sessions: readonly ServerSession[] = [];
  #intercept: Interception = () => undefined;

  private constructor(
    socket: MovableSocket,
    environment: ClientEnvironment,
    configuration: ClientConfiguration,
  ) {
    const { hooks = {} } = environment;
    const settings: DtlsSocketSettings = {
      ...securedByAccounts(environment, () => this.model, {
        trustStore: trustStoreOf(configuration),
        today: () => new Date(),
        hook: hooks.trust,
      }),
      resumeSessions: true,
      // It wants none itself: it has one server at each address.
      connectionIdLength: 0,
    };
    const usual = (below: DatagramSocket, changed: DtlsSocketSettings): SecureSocket =>
      new DtlsSocket(below, changed);
    const secured = hooks.secure?.(socket, settings, usual) ?? usual(socket, settings);
    const coap = new CoapEndpoint({
      ...{ blockwise: DEFAULT_BLOCKWISE, ...environment },
      socket: layered(secured, environment.layer, guardedLayer(this.#guard)),
    });
    this.socket = socket;
    this.#secured = secured;
    this.coap = coap;
    this.#environment = environment;
    this.#configuration = configuration;
    this.#hooks = hooks;
    this.#timers = new NamedTimers(environment.clock, hooks.timer);
    this.#objects = installedObjects(configuration.lwm2m, configuration.objects ?? []);
    this.#device = this.#newDevice();
    this.#bootstrapping = this.#newBootstrapping();
    this.#openSessions();
    const answer = (request: ReceivedMessage): Reply | null => this.#answer(request);
    coap.interceptBlocks(request => this.#servedSession(request)?.management.block(request));
    coap.serve(request =>
      hooks.operation === undefined
        ? answer(request)
        : hooks.operation(request, (changed = request) => answer(changed), this),
    );
  }

  /** What is lost without a network is lost below. */
  readonly #guard: Guard = (way, peer) => {
    const proceed = (): boolean => !this.socket.connected || (this.#sessionAt(peer)?.passes(way) ?? true);
    return this.#hooks.reach?.(way, peer, proceed) ?? proceed();
  };

  /** Binds a socket; nothing is sent yet. @throws HarnessBugError when no URI of the configuration is one. */
  static async create(
    environment: ClientEnvironment,
    configuration: ClientConfiguration,
  ): Promise<ReferenceClient> {
    const host = localHostFor(firstAddress(configuration));
    const socket = await MovableSocket.bind(environment.network, { host });
    return new ReferenceClient(socket, environment, configuration);
  }

  get model(): DataModel {
    return this.#device.model;
  }

  /** What it has with each of its servers, in the order of their Server object instances. */
  get sessions(): readonly ServerSession[] {
    return this.#sessions;
  }

  /** Its first server. @throws HarnessBugError while it has none. */
  get server(): Address {
    return this.#first.account.address;
  }

  get clock(): Clock {
    return this.#environment.clock;
  }

  /** With its first server. @throws HarnessBugError while it has none. */
  get registration(): Registration {
    return this.#first.registration;
  }

  /** Registers with its first server. @throws HarnessBugError while it has none. */
  register(): Promise<Outcome> {
    return this.registration.register();
  }

  /** Does what a device does when it is switched on: registers with every server, or asks for a bootstrap without any. */
  start(): void {
    if (this.#sessions.length === 0) this.#bootstrapping.begin(true);
    for (const { registration } of this.#sessions) registration.begin();
  }

  /** Asks its bootstrap server for a bootstrap now. */
  bootstrap(): void {
    this.#bootstrapping.begin(false);
  }

  /** Sends values to every server that it is registered with and that takes them (TS 1.1 §6.4.6). */
  send(paths: readonly Lwm2mPath[]): void {
    for (const session of this.#sessions) this.#launch(session.send(paths));
  }

  /** Switched off and on again, without a word; what was written is kept. */
  restart(): void {
    this.#restart();
  }

  /** Goes on at another port. */
  async move(): Promise<void> {
    await this.socket.move();
    this.#secured.moved();
  }

  /** These error codes, and no others, are what is wrong with it from now on. */
  setErrors(codes: readonly number[]): void {
    this.#device.errors.become(codes.map(BigInt));
  }

  /** Loses its network, or gets it back; everything else goes on. */
  connect(connected: boolean): void {
    if (connected !== this.socket.connected) for (const { network } of this.#parts) network?.(connected);
    this.socket.connect(connected);
    if (connected) for (const session of this.#sessions) session.connected();
  }

  intercept(interception: Interception): void {
    this.#intercept = interception;
  }

  /** Does what a request asks for as if its first server had sent it. */
  perform(request: ReceivedMessage): Reply {
    return this.#first.management.answer(request);
  }

  forgetObservations(): void {
    for (const { management } of this.#sessions) management.forgetObservations();
  }

  /** Graceful: de-registers first. */
  async close(graceful: boolean): Promise<void> {
    if (graceful) await Promise.all(this.#sessions.map(({ registration }) => registration.deregister()));
    this.#bootstrapping.stop();
    this.#endParts();
    this.#closeSessions();
    await this.coap.close();
  }

  get #first(): ServerSession {
    const [first] = this.#sessions;
    if (first !== undefined) return first;
    throw new HarnessBugError('client.no-server', 'the device has no server account', {
      hint: 'give it one, or let it bootstrap first',
    });
  }

  #answer(request: ReceivedMessage): Reply | null {
    const intercepted = this.#intercept(request);
    if (intercepted !== undefined) return intercepted;
    const bootstrapped = this.#bootstrapping.answer(request);
    if (bootstrapped !== undefined) return bootstrapped;
    const session = this.#servedSession(request);
    return session?.management.answer(request) ?? null;
  }

  /** Only a server that has accepted the registration is served (TS 1.0 §5.3.1). */
  #servedSession({ from }: ReceivedMessage): ServerSession | undefined {
    const session = this.#sessionAt(from);
    return session?.registration.registered ? session : undefined;
  }

  #endParts(): void {
    for (const { ended } of this.#parts.splice(0)) ended?.();
  }

  #sessionAt(peer: Address): ServerSession | undefined {
    return this.#sessions.find(({ account }) => sameAddress(account.address, peer));
  }

  #newDevice(): Device {
    const model = new DataModel(this.#hooks.storage?.value);
    const device: Device = {
      ...{ model, access: new AccessKeeper(model, this.#objects), errors: new ErrorConditions(model) },
      time: new WallTime(this.#environment.clock),
      host: () => this.socket.address.host,
      onTraffic: listener => this.socket.onTraffic(listener),
      clock: this.#environment.clock,
      configuration: this.#configuration,
      objects: this.#objects,
      timers: this.#timers,
      conditions: this.conditions,
      request: (to, request) => this.coap.request(to, request),
      join: part => void this.#parts.push(part),
      disable: instance => {
        const session = this.#sessionOf(instance);
        if (session !== undefined)
          this.#launch(session.registration.disable(integerAt(device.model, [1, instance, 5])));
      },
      update: instance => this.#sessionOf(instance)?.update(),
      canBootstrap: () => bootstrapAccount(device.model) !== null,
      bootstrap: () => this.bootstrap(),
      radioOff: milliseconds => this.#radioOff(milliseconds),
      useBearer: bearer => this.#useBearer(bearer),
      reboot: () => this.#restart(),
      factoryReset: () => {
        this.#endParts();
        this.#device = this.#newDevice();
        this.#bootstrapping.stop();
        this.#bootstrapping = this.#newBootstrapping();
        this.#restart();
      },
    };
    leaveFactory(device);
    device.access.complete();
    this.#hooks.factory?.(device);
    return device;
  }

  #radioOff(milliseconds: number): void {
    this.#timers.after('effect', AFTER_THE_ANSWER_MS, () => this.connect(false));
    this.#timers.after('radio', milliseconds, () => {
      this.connect(true);
      for (const session of this.#sessions) session.update();
    });
  }

  #useBearer(bearer: bigint): void {
    const move = async (): Promise<void> => {
      await this.move();
      this.model.set(4, 0, 0, { single: bearer });
      for (const session of this.#sessions) session.update();
    };
    this.#timers.after('effect', BEARER_CHANGE_MS, () => this.#launch(move()));
  }

  #newBootstrapping(): Bootstrapping {
    return new Bootstrapping({
      ...{ coap: this.coap, timers: this.#timers, device: this.#device, onFault: this.#environment.onFault },
      patience: this.#environment.parameters.exchangeLifetime,
      onBegin: () => this.#closeSessions(),
      onEnd: () => {
        this.#device.access.complete();
        // What they were made with need not be what the accounts hold now.
        for (const { address } of serverAccounts(this.model)) this.#secured.forget(address);
        this.#openSessions();
        this.start();
      },
    });
  }

  #sessionOf(serverInstance: number): ServerSession | undefined {
    return this.#sessions.find(({ account }) => account.serverInstance === serverInstance);
  }

  /** Without a word to the servers, as when the power goes. */
  #restart(): void {
    for (const { rebooting } of this.#parts) rebooting?.();
    this.#bootstrapping.stop();
    this.#closeSessions();
    this.#secured.forgetAll();
    this.#openSessions();
    this.start();
  }

  #openSessions(): void {
    const { coap } = this;
    const { onFault, parameters } = this.#environment;
    const environment = {
      ...{ connected: () => this.socket.connected, awakeFor: parameters.maxTransmitWait },
      ...{ coap, onFault, device: this.#device },
      ...{ timers: this.#timers, hooks: this.#hooks },
      onUnanswered: (server: Address) => this.#secured.abandon(server),
      onRegistrationFailed: (instance: number) => this.#registrationFailed(instance),
    };
    this.#sessions = serverAccounts(this.model).map(account => new ServerSession(account, environment));
  }

  /** Every sequence of attempts is over (TS 1.1 E.2, resource 16). */
  #registrationFailed(serverInstance: number): void {
    const wanted = booleanAt(this.model, [1, serverInstance, 16], true);
    if (wanted && bootstrapAccount(this.model) !== null) this.bootstrap();
  }

  #closeSessions(): void {
    for (const session of this.#sessions) session.close();
    this.#sessions = [];
  }

  #launch(work: Promise<unknown>): void {
    work.catch(this.#environment.onFault);
  }
}
