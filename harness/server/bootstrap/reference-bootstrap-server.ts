import type { Clock } from '../../clock/clock.ts';
import { NamedTimers } from '../../clock/named-timers.ts';
import { DEFAULT_BLOCKWISE } from '../../coap/blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../../coap/exchange/endpoint.ts';
import type { ReceivedMessage, Reply } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { hasUnknownCriticalOption } from '../../coap/message/critical-options.ts';
import { pathOf } from '../../coap/message/options.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import { type Address, formatAddress } from '../../transport/datagram.ts';
import { layered } from '../../transport/socket-layer.ts';
import { Admission } from '../admission.ts';
import type { Interception, ServerEnvironment } from '../reference-server.ts';
import { type SecuredSocket, securedSocket } from '../secured-socket.ts';
import type { BootstrapServerHooks } from './bootstrap-hooks.ts';
import { BOOTSTRAP_PATH, BootstrapOperations } from './bootstrap-operations.ts';
import { type BootstrapRequest, parseBootstrapRequest } from './bootstrap-request.ts';
import { BootstrapSession, type SessionEnd, type SessionEnvironment } from './bootstrap-session.ts';
import type { BootstrapStep } from './bootstrap-step.ts';
import { holdsSecrets } from './consistency.ts';

export interface BootstrapServerEnvironment extends Omit<ServerEnvironment, 'hooks'> {
  readonly lwm2m: '1.0' | '1.1';
  /** What content is written with. */
  readonly definitions: DefinitionLookup;
  readonly hooks?: BootstrapServerHooks;
}

/** What a bootstrap server tells of a device. */
export type BootstrapEvent =
  | { readonly kind: 'requested'; readonly endpoint: string }
  | { readonly kind: 'finished'; readonly endpoint: string }
  | { readonly kind: 'failed'; readonly endpoint: string; readonly reason: string };

/**
 * The reference bootstrap server: judges clients as the tester's peer, and is itself the embedded bootstrap server under test.
 * Over NoSec, what it hands out must hold no secrets (TS 1.0 §5.2, SEC-003).
 */
export class ReferenceBootstrapServer {
  readonly coap: CoapEndpoint;
  /** Null where all is in the clear. */
  readonly admission: Admission | null;
  readonly #identityOf: SecuredSocket['identityOf'];
  readonly #environment: BootstrapServerEnvironment;
  readonly #session: SessionEnvironment;
  readonly #steps = new Map<string, readonly BootstrapStep[]>();
  readonly #running = new Map<string, BootstrapSession>();
  readonly #listeners: ((event: BootstrapEvent) => void)[] = [];
  #intercept: Interception = () => undefined;

  private constructor(
    coap: CoapEndpoint,
    environment: BootstrapServerEnvironment,
    {
      admission,
      identityOf,
    }: Pick<ReferenceBootstrapServer, 'admission'> & Pick<SecuredSocket, 'identityOf'>,
  ) {
    this.admission = admission;
    this.#identityOf = identityOf;
    this.coap = coap;
    this.#environment = environment;
    const { clock, definitions, lwm2m, hooks = {} } = environment;
    const { step, timer } = hooks;
    this.#session = {
      ...{ coap, definitions, lwm2m, timers: new NamedTimers(clock, timer) },
      ...(step === undefined ? {} : { step }),
    };
    coap.serve(request => this.#serve(request));
  }

  /** Binds and starts to answer. @throws SutUnavailableError when the address cannot be bound. */
  static async listen(
    environment: BootstrapServerEnvironment,
    at?: { readonly host?: string; readonly port?: number },
  ): Promise<ReferenceBootstrapServer> {
    const { network, security, layer, hooks } = environment;
    const admission =
      security === undefined ? null : new Admission(security, () => new Date(), hooks?.admission);
    const { socket, identityOf } = securedSocket(
      await network.bind(at),
      admission,
      environment,
      hooks?.secure,
    );
    return new ReferenceBootstrapServer(
      new CoapEndpoint({ blockwise: DEFAULT_BLOCKWISE, ...environment, socket: layered(socket, layer) }),
      environment,
      { admission, identityOf },
    );
  }

  get clock(): Clock {
    return this.#environment.clock;
  }

  get uri(): string {
    return `${this.admission === null ? 'coap' : 'coaps'}://${formatAddress(this.coap.address)}`;
  }

  /** Names of the devices that are configured. */
  get endpoints(): readonly string[] {
    return [...this.#steps.keys()];
  }

  onEvent(listener: (event: BootstrapEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** The sequence that a device gets from now on; one that was never configured is unknown. */
  configure(endpoint: string, steps: readonly BootstrapStep[]): void {
    this.#steps.set(endpoint, steps);
  }

  /** Lets a caller answer some requests differently, from now on. */
  intercept(interception: Interception): void {
    this.#intercept = interception;
  }

  /** Commands to a device, to be given by hand. */
  operationsOn(address: () => Address): BootstrapOperations {
    return new BootstrapOperations(this.coap, address);
  }

  /** Begins the bootstrap of a device that has not asked for it (TS 1.0 §5.2); false when the device is unknown. */
  bootstrap(endpoint: string, address: Address): boolean {
    const steps = this.#stepsOf(endpoint);
    if (steps === undefined) return false;
    this.#begin(endpoint, address, steps, null);
    return true;
  }

  async close(): Promise<void> {
    for (const session of this.#running.values()) session.abandon();
    this.#running.clear();
    await this.coap.close();
  }

  /** A session begins when the answer to its request is on its way. */
  #serve(request: ReceivedMessage): Promise<Reply | null> | Reply | null {
    let begin = (): void => {};
    const proceed = (changed: ReceivedMessage = request): Reply | null => {
      const answer = this.#answer(changed);
      if (answer !== null && 'begin' in answer) {
        begin = answer.begin;
        return { code: '2.04' };
      }
      return answer;
    };
    const answered = (reply: Reply | null): Reply | null => {
      begin();
      return reply;
    };
    const { operation } = this.#environment.hooks ?? {};
    const reply = operation === undefined ? proceed() : operation(request, proceed, this);
    return reply instanceof Promise ? reply.then(answered) : answered(reply);
  }

  #answer(request: ReceivedMessage): Reply | { readonly begin: () => void } | null {
    const intercepted = this.#intercept(request);
    if (intercepted !== undefined) return intercepted;
    if (hasUnknownCriticalOption(request)) return { code: '4.02' };
    if (pathOf(request) !== BOOTSTRAP_PATH) return { code: '4.04' };
    if (request.code !== METHODS.post) return { code: '4.05' };
    const parsed = parseBootstrapRequest(request, this.#environment.lwm2m);
    return 'refused' in parsed ? { code: parsed.refused } : this.#accept(parsed, request.from);
  }

  #accept({ endpoint, preferred }: BootstrapRequest, from: Address): Reply | { readonly begin: () => void } {
    const steps = this.#stepsOf(endpoint);
    const { releasesSecrets } = this.#environment.hooks?.storage ?? {};
    const isSecret = this.admission === null && steps !== undefined && holdsSecrets(steps);
    if (steps === undefined || (isSecret && !(releasesSecrets?.() ?? false))) return { code: '4.00' };
    if (!this.#owns(endpoint, from)) return { code: '4.03' };
    return {
      begin: () => {
        this.#tell({ kind: 'requested', endpoint });
        this.#begin(endpoint, from, steps, preferred);
      },
    };
  }

  /** A device is bootstrapped under its own name only (TS 1.0 §5.2). */
  #owns(endpoint: string, from: Address): boolean {
    if (this.admission === null) return true;
    const identity = this.#identityOf(from);
    return identity !== null && this.admission.owns(endpoint, identity);
  }

  #stepsOf(endpoint: string): readonly BootstrapStep[] | undefined {
    const { storage } = this.#environment.hooks ?? {};
    const name = storage?.endpoint === undefined ? endpoint : storage.endpoint(endpoint, this.endpoints);
    const steps = name === null ? undefined : this.#steps.get(name);
    return steps === undefined ? undefined : (storage?.steps?.(steps, endpoint) ?? steps);
  }

  #begin(endpoint: string, address: Address, steps: readonly BootstrapStep[], format: number | null): void {
    const { hooks, onFault } = this.#environment;
    if (hooks?.storage?.endsSession?.(endpoint) ?? true) this.#running.get(endpoint)?.abandon();
    const session = new BootstrapSession(this.#session, { address, steps, format });
    this.#running.set(endpoint, session);
    session
      .perform()
      .then(end => this.#ended(endpoint, session, end))
      .catch(onFault);
  }

  #ended(endpoint: string, session: BootstrapSession, end: SessionEnd): void {
    if (this.#running.get(endpoint) === session) this.#running.delete(endpoint);
    if (end.kind === 'abandoned') return;
    this.#tell(end.kind === 'finished' ? { kind: end.kind, endpoint } : { ...end, endpoint });
  }

  #tell(event: BootstrapEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
