import type { Clock } from '../clock/clock.ts';
import { NamedTimers } from '../clock/named-timers.ts';
import { type BlockwiseParameters, DEFAULT_BLOCKWISE } from '../coap/blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import type { PayloadInspection } from '../coap/exchange/own-payloads.ts';
import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { hasUnknownCriticalOption } from '../coap/message/critical-options.ts';
import { pathOf, queryOf } from '../coap/message/options.ts';
import type { ServerSecurity } from '../lwm2m/account-security.ts';
import { type Address, formatAddress, type Network } from '../transport/datagram.ts';
import type { Random } from '../transport/random.ts';
import { layered, type SocketLayer } from '../transport/socket-layer.ts';
import { Admission } from './admission.ts';
import { DeviceOperations, type Turn } from './device-operations.ts';
import { objectRoot } from './object-root.ts';
import { Observations } from './observations.ts';
import { QueueMode } from './queue-mode.ts';
import { answerRegistration } from './registration-interface.ts';
import { type Registration, Registry } from './registry.ts';
import { type SecuredSocket, securedSocket } from './secured-socket.ts';
import { answerSend, SEND_PATH } from './send-interface.ts';
import type { ServerHooks } from './server-hooks.ts';

export interface ServerEnvironment {
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  readonly onFault: (fault: unknown) => void;
  /** Block-wise transfer (RFC 7959), with the usual parameters unless given; null turns it off. */
  readonly blockwise?: BlockwiseParameters | null;
  /** Milliseconds by which the way to a device may distort its intervals; 0 unless given. */
  readonly tolerance?: number;
  /** Looks at every payload before it leaves. */
  readonly inspectPayload?: PayloadInspection | undefined;
  readonly hooks?: ServerHooks;
  /** Present: devices must prove themselves by DTLS; absent: all is in the clear. */
  readonly security?: ServerSecurity | undefined;
  /** Bytes of the connection ids that devices are asked to use (RFC 9146); 0 unless given. */
  readonly connectionIdLength?: number;
  /** Between the server and its socket, above DTLS. */
  readonly layer?: SocketLayer | undefined;
}

const NEVER_SENT = { kind: 'silence', waited: 0, sentFrame: null } as const;

/** Looks at a request first; undefined leaves it to the server's ordinary behaviour. */
export type Interception = (request: ReceivedMessage) => Reply | null | undefined;

/** The reference LwM2M server: judges clients as the tester's peer, and is itself the embedded server under test. */
export class ReferenceServer {
  readonly coap: CoapEndpoint;
  readonly registry: Registry;
  readonly observations: Observations;
  readonly clock: Clock;
  readonly #queue: QueueMode;
  readonly #sendListeners: ((sender: Registration, request: ReceivedMessage) => void)[] = [];
  /** Null where all is in the clear. */
  readonly admission: Admission | null;
  readonly #identityOf: SecuredSocket['identityOf'];
  #intercept: Interception = () => undefined;

  private constructor(
    coap: CoapEndpoint,
    environment: ServerEnvironment,
    { admission, identityOf }: Pick<ReferenceServer, 'admission'> & Pick<SecuredSocket, 'identityOf'>,
  ) {
    this.admission = admission;
    this.#identityOf = identityOf;
    this.coap = coap;
    this.clock = environment.clock;
    const { random, hooks = {} } = environment;
    this.registry = new Registry(new NamedTimers(environment.clock, hooks.timer), random, hooks.storage);
    this.observations = new Observations(hooks.storage);
    this.#queue = new QueueMode(environment.clock, environment.parameters.maxTransmitWait, hooks.queue);
    this.registry.onEvent((event, registration) => this.#queue.onRegistration(event, registration));
    this.registry.onEvent((event, { endpoint }) => this.observations.onRegistration(event, endpoint));
    const answer = (request: ReceivedMessage): Reply | null => this.#answer(request);
    const { operation } = hooks;
    coap.serve(request =>
      operation === undefined
        ? answer(request)
        : operation(request, (changed = request) => answer(changed), this),
    );
  }

  /** Binds and starts to answer. @throws SutUnavailableError when the address cannot be bound. */
  static async listen(
    environment: ServerEnvironment,
    at?: { readonly host?: string; readonly port?: number },
  ): Promise<ReferenceServer> {
    const { network, security, layer, hooks } = environment;
    const admission =
      security === undefined ? null : new Admission(security, () => new Date(), hooks?.admission);
    const { socket, identityOf } = securedSocket(
      await network.bind(at),
      admission,
      environment,
      hooks?.secure,
    );
    return new ReferenceServer(
      new CoapEndpoint({ blockwise: DEFAULT_BLOCKWISE, ...environment, socket: layered(socket, layer) }),
      environment,
      { admission, identityOf },
    );
  }

  get uri(): string {
    return `${this.admission === null ? 'coap' : 'coaps'}://${formatAddress(this.coap.address)}`;
  }

  /** Lets a caller answer some requests differently, from now on. */
  intercept(interception: Interception): void {
    this.#intercept = interception;
  }

  /** Hears of what devices deliver by Send, once for each that is accepted. */
  onSend(listener: (sender: Registration, request: ReceivedMessage) => void): void {
    this.#sendListeners.push(listener);
  }

  /** Operations on a device at a fixed address, or wherever it last registered from. */
  operationsOn(address: () => Address, root = '', turn?: Turn): DeviceOperations {
    return new DeviceOperations(this.coap, this.clock, address, root, turn);
  }

  /** Operations on a registered device, when it listens, below the root that it has told; null when there is none of this name. */
  device(endpoint: string): DeviceOperations | null {
    const registration = this.registry.find(endpoint);
    if (registration === undefined) return null;
    const address = (): Address => this.registry.find(endpoint)?.address ?? registration.address;
    const turn: Turn = send =>
      this.#queue.send(this.registry.find(endpoint) ?? registration, send, NEVER_SENT);
    return this.operationsOn(address, objectRoot(registration.links), turn);
  }

  async close(): Promise<void> {
    this.registry.clear();
    await this.coap.close();
  }

  #answer(request: ReceivedMessage): Reply | null {
    const intercepted = this.#intercept(request);
    if (intercepted !== undefined) return intercepted;
    if (hasUnknownCriticalOption(request)) return { code: '4.02' };
    if (pathOf(request) === SEND_PATH) {
      return answerSend(this.registry, request, sender => {
        for (const listener of this.#sendListeners) listener(sender, request);
      });
    }
    if (!this.#mayRegister(request)) return { code: '4.03' };
    return answerRegistration(this.registry, request);
  }

  /** A device registers under its own name only, and touches its own registration only (TS 1.0 §5.3.1). */
  #mayRegister(request: ReceivedMessage): boolean {
    const { admission } = this;
    if (admission === null) return true;
    const [, , id] = pathOf(request).split('/');
    const named = queryOf(request)
      .find(item => item.startsWith('ep='))
      ?.slice(3);
    const endpoint = id === undefined ? named : this.registry.list().find(each => each.id === id)?.endpoint;
    const identity = this.#identityOf(request.from);
    // Whoever names nothing is told so by what reads the request.
    return endpoint === undefined || (identity !== null && admission.owns(endpoint, identity));
  }
}
