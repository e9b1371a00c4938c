import { DEFAULT_BLOCKWISE } from '../../coap/blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../../coap/exchange/endpoint.ts';
import type { Outcome, ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { pathOf } from '../../coap/message/options.ts';
import type { PeerSettings } from '../../dtls/endpoint/dtls-socket.ts';
import type { AccountSecurity } from '../../lwm2m/account-security.ts';
import { valuesIn } from '../../server/values-in.ts';
import type {
  BootstrapPlan,
  ControlNotification,
  ServerAccount,
  ServerStarted,
} from '../../sut/control-contract.ts';
import { ControlFailure } from '../../sut/control-errors.ts';
import { parseCoapUri } from '../../transport/coap-uri.ts';
import { type Address, localHostFor } from '../../transport/datagram.ts';
import { layered } from '../../transport/socket-layer.ts';
import { Context } from '../context.ts';
import { arrivalTolerance, type PurposeEnvironment } from '../purpose-environment.ts';
import type { DtlsSide } from '../security/dtls-side.ts';
import { provision } from '../security/provision.ts';
import { securedDeviceSocket } from '../security/secured-device-socket.ts';
import { BOOTSTRAP_FINISH, bootstrapWrite } from './bootstrap-patterns.ts';
import { BootstrapServerSut } from './bootstrap-server-sut.ts';
import type { BootstrapTranscript } from './bootstrap-transcript.ts';
import { BootstrappingDevice } from './bootstrapping-device.ts';

/** Of a network that is for documentation (RFC 5737): nobody registers there. */
const SERVER_URI = 'coap://192.0.2.7:5683';

/** What a purpose that judges a bootstrap server works with: the SUT and a device that asks it. */
export class BootstrapServerContext extends Context {
  readonly sut: BootstrapServerSut;
  readonly device: BootstrappingDevice;
  readonly #server: Address;

  private constructor(environment: PurposeEnvironment, server: Address, device: BootstrappingDevice) {
    super(environment);
    this.sut = new BootstrapServerSut(environment.control);
    this.device = device;
    this.#server = server;
  }

  /** Starts a fresh bootstrap server and makes a device in factory state that knows its address; nothing is configured yet. */
  static async open(environment: PurposeEnvironment): Promise<BootstrapServerContext> {
    const { control } = environment;
    environment.atEnd(async () => void (await control.call('stop', { graceful: false })));
    const { endpoint, credentials, serverAddress } = environment;
    const { uri } = (await control.call('start', {
      ...{ host: serverAddress?.host ?? '127.0.0.1', port: 0 },
      ...(credentials.server === undefined ? {} : { security: credentials.server }),
    })) as ServerStarted;
    await provision(environment, endpoint);
    const server = parseCoapUri(uri);
    if (server === null) throw new ControlFailure('start', `answered with a URI that is none: ${uri}`);
    return new BootstrapServerContext(
      environment,
      server,
      await openDevice(environment, server, 'device', endpoint),
    );
  }

  /** DTLS of the tester's device, or of another one by its name in the record: to be steered, and looked at. */
  dtls(peer = 'device'): DtlsSide<PeerSettings> {
    return this.environment.dtls.device(peer);
  }

  /** One more device, with a socket of its own; by another name it is another one to the SUT. */
  async anotherDevice(endpoint: string = this.endpoint): Promise<BootstrappingDevice> {
    if (endpoint !== this.endpoint) await provision(this.environment, endpoint);
    return openDevice(this.environment, this.#server, 'device-2', endpoint);
  }

  /** Tells the SUT that a device may come with these credentials from now on, in place of those it had. */
  async provision(security: AccountSecurity, endpoint: string = this.endpoint): Promise<void> {
    await this.environment.control.call('provision', { endpoint, security });
  }

  /** What the device of that name is right to prove itself with. */
  credentialsOf(endpoint: string = this.endpoint): AccountSecurity {
    return this.environment.credentials.device(endpoint);
  }

  /** The account that is handed out unless a purpose has another: of a server without security. */
  account(changes: Partial<Omit<ServerAccount, 'kind'>> = {}): ServerAccount {
    return {
      kind: 'server',
      serverUri: SERVER_URI,
      shortServerId: this.shortServerId,
      lifetime: this.lifetime,
      binding: 'U',
      security: 'nosec',
      ...changes,
    };
  }

  /** Tells the SUT what the device is to get: one account, unless said otherwise. */
  configure(plan: Partial<BootstrapPlan> = {}, endpoint: string = this.endpoint): Promise<void> {
    return this.sut.configure(endpoint, { discover: [], deletes: [], accounts: [this.account()], ...plan });
  }

  /** Preamble: the SUT knows the device, and accepts its request; gives the answer. @throws Inconclusive when it does not. */
  async asked(plan: Partial<BootstrapPlan> = {}): Promise<ReceivedMessage> {
    await this.configure(plan);
    return this.askedAgain();
  }

  /** Preamble: the same for a device that is configured. @throws Inconclusive when the request is not accepted. */
  async askedAgain(
    device: BootstrappingDevice = this.device,
    endpoint = this.endpoint,
  ): Promise<ReceivedMessage> {
    return this.#accepted(await device.requestBootstrap([`ep=${endpoint}`]));
  }

  /** Preamble: a whole bootstrap. @throws Inconclusive when it does not come to its Bootstrap-Finish. */
  async bootstrapped(plan: Partial<BootstrapPlan> = {}): Promise<BootstrapTranscript> {
    return this.finished(await this.asked(plan));
  }

  /** Preamble: what was asked for comes to its Bootstrap-Finish; only what comes later is news. @throws Inconclusive when it does not. */
  async finished(
    answer: ReceivedMessage,
    device: BootstrappingDevice = this.device,
  ): Promise<BootstrapTranscript> {
    const finish = await device.next(BOOTSTRAP_FINISH);
    if (finish.kind === 'silence') {
      return this.inconclusive('preamble.no-response', 'the bootstrap did not come to its Bootstrap-Finish');
    }
    const writes = device.commands.filter(bootstrapWrite().matches);
    device.disregardPast();
    return {
      answer,
      finish: finish.message,
      // A copy: what comes later is no part of it.
      commands: [...device.commands],
      written: Object.assign({}, ...writes.map(write => valuesIn(pathOf(write), write, this.definitions))),
      held: device.held.values,
    };
  }

  /** What the SUT has told of the purpose's device, oldest first. */
  get events(): readonly ControlNotification['event'][] {
    return this.sut.eventsOf(this.endpoint);
  }

  #accepted(outcome: Outcome): ReceivedMessage {
    if (outcome.kind !== 'response') {
      return this.inconclusive('preamble.no-response', 'the server did not answer the Bootstrap-Request');
    }
    const { message } = outcome;
    if (message.code === '2.04') return message;
    return this.inconclusive(
      'preamble.refused',
      `the server answered ${message.code} to the Bootstrap-Request`,
    );
  }
}

async function openDevice(
  environment: PurposeEnvironment,
  server: Address,
  peer: string,
  endpoint: string,
): Promise<BootstrappingDevice> {
  const { clock, random, parameters, onFault, definitions, lwm2m, credentials } = environment;
  const bound = await environment.network(peer).bind({ host: localHostFor(server) });
  const { secure } = environment.dtls.device(peer);
  const secured = securedDeviceSocket(bound, credentials.device(endpoint), environment, secure);
  const socket = layered(secured, environment.layer(peer));
  const coap = new CoapEndpoint({
    ...{ socket, clock, random, parameters, onFault, blockwise: DEFAULT_BLOCKWISE },
    tolerance: arrivalTolerance(environment),
  });
  coap.onFinding(environment.onFinding);
  environment.atEnd(() => coap.close());
  return new BootstrappingDevice({
    ...{ coap, clock, server, definitions, lwm2m, patience: parameters.maxTransmitWait },
  });
}
