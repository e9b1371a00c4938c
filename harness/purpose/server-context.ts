import { ReferenceClient } from '../client/reference-client.ts';
import type { Pattern } from '../coap/exchange/inbox.ts';
import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import type { CoapOption } from '../coap/message/message.ts';
import type { PeerSettings } from '../dtls/endpoint/dtls-socket.ts';
import type { AccountSecurity } from '../lwm2m/account-security.ts';
import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import type { Content } from '../server/device-operations.ts';
import type { ServerAnswer, ServerStarted } from '../sut/control-contract.ts';
import { ControlFailure } from '../sut/control-errors.ts';
import { parseCoapUri } from '../transport/coap-uri.ts';
import type { Path } from '../transport/path/path.ts';
import { Context } from './context.ts';
import { Cabinet } from './fleet/cabinet.ts';
import { type DescribedDevice, FleetDevice, objectsIn } from './fleet/fleet-device.ts';
import { requestFor } from './patterns.ts';
import { arrivalTolerance, type PurposeEnvironment } from './purpose-environment.ts';
import { locationPath, type RegisterInput } from './registration-input.ts';
import { isUnacceptable, notification, unlessTextIsAsked, withContent } from './reply.ts';
import type { DtlsSide } from './security/dtls-side.ts';
import { provision } from './security/provision.ts';
import { ServerSut } from './server-sut.ts';
import { type Stimulated, stimulated } from './stimulated.ts';
import { TesterDevice } from './tester-device.ts';

/** Observe value of the first answer; notifications count on from here. */
const FIRST_SEQUENCE = 10;

/** What a purpose that judges a server works with: the SUT and a device for it to manage. */
export class ServerContext extends Context {
  readonly sut: ServerSut;
  readonly device: TesterDevice;
  readonly #serverUri: string;

  private constructor(environment: PurposeEnvironment, serverUri: string, device: TesterDevice) {
    super(environment);
    this.sut = ServerSut.of(environment.control, environment.endpoint);
    this.device = device;
    this.#serverUri = serverUri;
  }

  /** Starts a fresh server and makes a device that knows its address; nothing is registered yet. */
  static async open(environment: PurposeEnvironment): Promise<ServerContext> {
    const { control } = environment;
    environment.atEnd(async () => void (await control.call('stop', { graceful: false })));
    const { endpoint, credentials, serverAddress } = environment;
    const { uri } = (await control.call('start', {
      // An IPv6 address of the tester asks for a server on IPv6.
      ...{ host: serverAddress?.host ?? '127.0.0.1', port: 0 },
      ...(credentials.server === undefined ? {} : { security: credentials.server }),
    })) as ServerStarted;
    await provision(environment, endpoint);
    return new ServerContext(
      environment,
      uri,
      await testerDevice(environment, uri, 'device', environment.endpoint),
    );
  }

  /** What lies between the tester's device and the SUT: to be impaired. */
  get path(): Path {
    return this.pathOf('device');
  }

  /** DTLS of the tester's device, or of another one by its name in the record: to be steered, and looked at. */
  dtls(peer = 'device'): DtlsSide<PeerSettings> {
    return this.environment.dtls.device(peer);
  }

  /** One more device with a socket of its own; with the same endpoint name it is the first one at a new address. */
  async anotherDevice(endpoint: string): Promise<TesterDevice> {
    if (endpoint !== this.endpoint) await provision(this.environment, endpoint);
    return testerDevice(this.environment, this.#serverUri, 'device-2', endpoint);
  }

  /** Tells the SUT that a device may come with these credentials from now on, in place of those it had. */
  async provision(security: AccountSecurity, endpoint: string = this.endpoint): Promise<void> {
    await this.environment.control.call('provision', { endpoint, security });
  }

  /** What the device of that name is right to prove itself with. */
  credentialsOf(endpoint: string = this.endpoint): AccountSecurity {
    return this.environment.credentials.device(endpoint);
  }

  /** The devices of a scenario, each with a socket and objects of its own; none is registered yet. */
  fleet(...described: readonly DescribedDevice[]): Promise<readonly FleetDevice[]> {
    return Promise.all(described.map(each => this.#fleetDevice(each)));
  }

  /** A socket with many small devices behind it, each with the Boolean at `path`; none is registered yet. */
  cabinet(name: string, path: string): Promise<Cabinet> {
    return Cabinet.open(this.environment, this.#serverUri, name, path);
  }

  /** Parameters of a Register; `changes` replaces values, and leaves out those that are null. */
  registerParameters(changes: Readonly<Record<string, string | null>> = {}): string[] {
    const usual = { ep: this.endpoint, lt: String(this.lifetime), lwm2m: this.lwm2m, b: 'U' };
    return Object.entries({ ...usual, ...changes }).flatMap(([name, value]) =>
      value === null ? [] : [`${name}=${value}`],
    );
  }

  /** Preamble: the device registers. @throws Inconclusive when the server does not accept it. */
  async registered(device: TesterDevice = this.device): Promise<Outcome> {
    const outcome = this.#accepted(await device.register());
    device.disregardPast();
    return outcome;
  }

  /** Preamble: a Register made by hand; resolves with its location. @throws Inconclusive when it is not accepted. */
  async registeredBy(input: RegisterInput): Promise<readonly CoapOption[]> {
    const outcome = this.#accepted(await this.device.registerBy(input));
    this.device.disregardPast();
    return locationPath(outcome);
  }

  /** Preamble: a device with one object instance more, whose Register is made by hand. @throws Inconclusive likewise. */
  registeredWith(instance: string): Promise<readonly CoapOption[]> {
    return this.registeredBy({ query: this.registerParameters(), links: `</1/0>,</3/0>,<${instance}>` });
  }

  /** Preamble: milliseconds that the server takes for a Register. @throws Inconclusive when it does not accept it. */
  async timeToRegister(input: RegisterInput): Promise<number> {
    const asked = this.clock.now();
    await this.registeredBy(input);
    return this.clock.now() - asked;
  }

  /**
   * Preamble: the device registers and the server observes `path`, which is worth `first`; gives its request.
   * @throws Inconclusive when it does not.
   */
  async observed(path: string, first: Content): Promise<ReceivedMessage> {
    await this.registered();
    this.device.answer(requestFor('get', path), unlessTextIsAsked(notification(FIRST_SEQUENCE, first)));
    const { request, answer } = await this.stimulate(requestFor('get', path), () => this.sut.observe(path));
    if (request.kind === 'arrived' && answer.code === '2.05') return request.message;
    return this.inconclusive('preamble.refused', `the server did not establish an observation of ${path}`);
  }

  /**
   * Makes the server read `path` of a device that has this content for it, and gives what it told its user. One that asks for
   * plain text alone gets `inText`; null when there is none, and the device says so (4.06, RFC 7252 §5.10.4).
   */
  async readOf(path: string, content: Content, inText?: Content): Promise<ServerAnswer | null> {
    const reply = withContent(content);
    const other = inText === undefined ? undefined : withContent(inText);
    this.device.answer(requestFor('get', path), unlessTextIsAsked(reply, other));
    const answer = await this.sut.read(path);
    const asked = await this.device.next(requestFor('get', path), 0);
    const refused = other === undefined && asked.kind === 'arrived' && isUnacceptable(asked.message, reply);
    return refused ? null : answer;
  }

  /** Makes the server act, and gives the request it sent together with what it told its user. */
  stimulate<Answer>(pattern: Pattern, act: () => Promise<Answer>): Promise<Stimulated<Answer>> {
    return stimulated(this.device, pattern, act);
  }

  /**
   * Makes the server send a request and leaves it to the purpose to answer it by hand; the server then tells its user.
   * @throws Inconclusive when no such request comes.
   */
  async withheld<Answer>(
    pattern: Pattern,
    act: () => Promise<Answer>,
  ): Promise<{ readonly request: ReceivedMessage; readonly answering: Promise<Answer> }> {
    this.device.answer(pattern, null);
    const answering = act();
    // The purpose awaits it later, or never; a rejection until then must not count as unhandled.
    answering.catch(() => {});
    const arrival = await this.device.next(pattern);
    if (arrival.kind === 'arrived') return { request: arrival.message, answering };
    return this.inconclusive(
      'preamble.no-response',
      `the server was asked for ${pattern.name} and did not send it`,
    );
  }

  async #fleetDevice(described: DescribedDevice): Promise<FleetDevice> {
    const { name, endpoint = `${this.endpoint}-${name}` } = described;
    if (endpoint !== this.endpoint) await provision(this.environment, endpoint);
    const objects = objectsIn(described).flatMap(id => this.definitions(id) ?? []);
    const device = await testerDevice(this.environment, this.#serverUri, name, endpoint, objects);
    return new FleetDevice(described, endpoint, device, this.sut.towards(endpoint), this.definitions);
  }

  #accepted(outcome: Outcome): Outcome {
    if (outcome.kind !== 'response')
      this.inconclusive('preamble.no-response', 'the server did not answer the Register');
    if (outcome.message.code !== '2.01') {
      this.inconclusive('preamble.refused', `the server answered ${outcome.message.code} to the Register`);
    }
    return outcome;
  }
}

async function testerDevice(
  environment: PurposeEnvironment,
  serverUri: string,
  peer: string,
  endpoint: string,
  objects: readonly ObjectDefinition[] = [],
): Promise<TesterDevice> {
  const { clock, random, parameters, onFault, inspectPayload, lwm2m, lifetime, shortServerId } = environment;
  const security = environment.credentials.device(endpoint);
  if (parseCoapUri(serverUri) === null)
    throw new ControlFailure('start', `answered with a URI that is none: ${serverUri}`);
  const client = await ReferenceClient.create(
    {
      ...{ network: environment.network(peer), clock, random, parameters, onFault, inspectPayload },
      tolerance: arrivalTolerance(environment),
      layer: environment.layer(peer),
      hooks: { secure: environment.dtls.device(peer).secure },
    },
    { endpoint, lwm2m, objects, accounts: [{ serverUri, shortServerId, lifetime, binding: 'U', security }] },
  );
  client.coap.onFinding(environment.onFinding);
  environment.atEnd(() => client.close(false));
  return new TesterDevice(client, clock, parameters.maxTransmitWait);
}
