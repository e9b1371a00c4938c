import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import type { LetInSettings } from '../dtls/endpoint/dtls-socket.ts';
import type { ServerAccount } from '../server/bootstrap/account.ts';
import { ReferenceServer } from '../server/reference-server.ts';
import type { ClientAccount, ClientStartWith } from '../sut/client-verbs.ts';
import type { ClientStart } from '../sut/control-contract.ts';
import type { Address } from '../transport/datagram.ts';
import type { Path } from '../transport/path/path.ts';
import {
  askedAt,
  type BootstrappingClient,
  bootstrapping,
  handedOut,
} from './bootstrap/bootstrapping-client.ts';
import type { ScriptedBootstrap } from './bootstrap/scripted-bootstrap.ts';
import { openBootstrapServer, type TesterBootstrapServer } from './bootstrap/tester-bootstrap-server.ts';
import { ClientSut } from './client-sut.ts';
import { DevicePreambles, type RegisteredDevice } from './device-preambles.ts';
import { FirmwareSteps } from './firmware/firmware-steps.ts';
import { notAccepted } from './not-accepted.ts';
import { objectRoot, serverInstance } from './object-list.ts';
import { REGISTER } from './patterns.ts';
import { arrivalTolerance, type PurposeEnvironment } from './purpose-environment.ts';
import type { DtlsSide } from './security/dtls-side.ts';
import { TesterServer } from './tester-server.ts';
import { type PerServer, type RegisteredAccount, registeredWithTwo, startWithTwo } from './two-servers.ts';

/** What a purpose that judges a client works with: the SUT and a server for it to talk to. */
export class ClientContext extends DevicePreambles {
  readonly sut: ClientSut;
  readonly server: TesterServer;
  /** Firmware images, where to fetch them from, and what becomes of them. */
  readonly firmware: FirmwareSteps;

  private constructor(environment: PurposeEnvironment, server: TesterServer) {
    super(environment);
    this.sut = new ClientSut(environment.control);
    this.server = server;
    this.firmware = new FirmwareSteps(environment, server);
  }

  static async open(environment: PurposeEnvironment): Promise<ClientContext> {
    return new ClientContext(environment, await openServer(environment, 'server', environment.serverAddress));
  }

  /** Starts the SUT with an account for the tester's server; it is stopped without a word when the purpose ends. */
  async start(account: Partial<ClientStart> = {}): Promise<void> {
    this.environment.atEnd(() => this.sut.stop(false));
    await this.sut.start({
      endpoint: this.endpoint,
      serverUri: this.server.uri,
      shortServerId: this.environment.shortServerId,
      lifetime: this.lifetime,
      binding: 'U',
      ...this.#secured,
      ...account,
    });
  }

  /** What lies between the tester's server and the SUT: to be impaired. */
  get path(): Path {
    return this.pathOf('server');
  }

  /** DTLS of the tester's server, or of another one by its name in the record: to be steered, and looked at. */
  dtls(peer = 'server'): DtlsSide<LetInSettings> {
    return this.environment.dtls.server(peer);
  }

  /**
   * Milliseconds for which its first message to a peer of the tester may have waited for a handshake, 0 in the clear: its repetition is
   * due by the time at which it would have been sent.
   */
  heldUp({ at }: Pick<ReceivedMessage, 'at'>, peer = 'server'): number {
    return at - (this.dtls(peer).contactedAt ?? at);
  }

  /** A server at another address, which the SUT has no account for. */
  stranger(): Promise<TesterServer> {
    return this.anotherServer('stranger');
  }

  /** A server at another address, with this name in the record. */
  anotherServer(name: string): Promise<TesterServer> {
    const { serverAddress } = this.environment;
    return openServer(this.environment, name, serverAddress && { ...serverAddress, port: 0 });
  }

  /** A bootstrap server for the SUT to ask, with this name in the record. */
  bootstrapServer(name?: string): Promise<TesterBootstrapServer> {
    return openBootstrapServer(this.environment, name);
  }

  /** Preamble: the SUT, which has no other account, has asked for a bootstrap. Verb `startWith`. @throws Inconclusive when it does not. */
  bootstrapping(): Promise<BootstrappingClient> {
    return bootstrapping(this);
  }

  /** Preamble: the SUT has asked this server for a bootstrap. @throws Inconclusive when it does not. */
  askedAt(bootstrapServer: TesterBootstrapServer): Promise<BootstrappingClient> {
    return askedAt(this, bootstrapServer);
  }

  /** Preamble: the SUT takes these accounts. @throws Inconclusive when it does not. */
  handedOut(bootstrap: ScriptedBootstrap, ...accounts: readonly ServerAccount[]): Promise<void> {
    return handedOut(this, bootstrap, ...accounts);
  }

  /** An account of the tester's server, or of the one given, for a bootstrap server to hand out. */
  account(changes: Partial<ServerAccount> = {}): ServerAccount {
    const { shortServerId } = this.environment;
    const { uri: serverUri } = this.server;
    const security = this.environment.credentials.device(this.endpoint);
    const usual = { lifetime: this.lifetime, binding: 'U', security } as const;
    return { kind: 'server', serverUri, shortServerId, ...usual, ...changes };
  }

  /** Preamble: starts the SUT and waits until it has registered. @throws Inconclusive when it does not. */
  async registered(account: Partial<ClientStart> = {}): Promise<RegisteredDevice> {
    await this.start(account);
    const registered = await this.registrationAt(this.server);
    await this.settled();
    return registered;
  }

  /** Starts the SUT with these accounts, and with one of a bootstrap server where it is given; see `start`. Verb `startWith`. */
  async startWith(
    accounts: readonly ClientAccount[],
    bootstrap: ClientStartWith['bootstrap'] = null,
  ): Promise<void> {
    this.environment.atEnd(() => this.sut.stop(false));
    const secured = accounts.map(account => ({ ...this.#secured, ...account }));
    await this.sut.startWith(this.endpoint, secured, bootstrap && { ...this.#secured, ...bootstrap });
  }

  /** Starts the SUT with accounts for two servers, each as usual but for what is given. Verb `startWith`. */
  startWithTwo(settings?: PerServer<Partial<ClientAccount>>): Promise<PerServer<TesterServer>> {
    return startWithTwo(this, settings);
  }

  /** Preamble: it has registered with both of two servers. Verb `startWith`. @throws Inconclusive when it has not. */
  registeredWithTwo(settings?: PerServer<Partial<ClientAccount>>): Promise<PerServer<RegisteredAccount>> {
    return registeredWithTwo(this, settings);
  }

  /** Preamble: the SUT has registered with this server. @throws Inconclusive when it does not. */
  async registrationAt(server: TesterServer): Promise<RegisteredDevice> {
    const arrival = await server.next(REGISTER);
    if (arrival.kind === 'silence') {
      this.inconclusive('preamble.not-registered', 'the client did not send a Register');
    }
    const register = arrival.message;
    const location = server.locationOf(this.endpoint);
    if (location === null) {
      this.inconclusive('preamble.not-registered', notAccepted(register, this.endpoint));
    }
    return {
      ...{ register, location },
      device: server.operationsOn(register),
      account: serverInstance(register) ?? '/1/0',
      root: objectRoot(register),
    };
  }

  /** A device serves its server only once it has read the answer to its Register, and may take a moment to do so. */
  settled(): Promise<void> {
    return this.clock.wait(this.parameters.processingDelay / 4);
  }

  /** What the SUT has at every server, where it needs anything. */
  get #secured(): Pick<ClientAccount, 'security'> {
    const security = this.environment.credentials.device(this.endpoint);
    return security === 'nosec' ? {} : { security };
  }
}

async function openServer(
  environment: PurposeEnvironment,
  name: string,
  at: Address | null,
): Promise<TesterServer> {
  const { clock, random, parameters, onFault, inspectPayload, credentials } = environment;
  const network = environment.network(name);
  const tolerance = arrivalTolerance(environment);
  const reference = await ReferenceServer.listen(
    {
      ...{ network, clock, random, parameters, tolerance, onFault, inspectPayload },
      hooks: { secure: environment.dtls.server(name).secure },
      ...{ security: credentials.server, layer: environment.layer(name) },
    },
    at ?? undefined,
  );
  reference.admission?.provision(environment.endpoint, credentials.device(environment.endpoint));
  reference.coap.onFinding(environment.onFinding);
  environment.atEnd(() => reference.close());
  return new TesterServer(reference, clock, parameters.maxTransmitWait);
}
