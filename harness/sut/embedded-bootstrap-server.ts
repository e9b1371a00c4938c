import { planSteps } from '../server/bootstrap/account-steps.ts';
import { inconsistencies } from '../server/bootstrap/consistency.ts';
import {
  type BootstrapEvent,
  type BootstrapServerEnvironment,
  ReferenceBootstrapServer,
} from '../server/bootstrap/reference-bootstrap-server.ts';
import { parseCoapUri } from '../transport/coap-uri.ts';
import type {
  BootstrapConfigure,
  BootstrapTrigger,
  ControlChannel,
  ControlNotification,
  Provision,
  ServerStart,
} from './control-contract.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';

/** The reference bootstrap server behind the control contract: the embedded bootstrap server under test. */
export class EmbeddedBootstrapServer implements ControlChannel {
  readonly #environment: BootstrapServerEnvironment;
  readonly #listeners: ((event: ControlNotification) => void)[] = [];
  #server: ReferenceBootstrapServer | null = null;

  constructor(environment: BootstrapServerEnvironment) {
    this.#environment = environment;
  }

  async call(verb: string, params: unknown): Promise<unknown> {
    switch (verb) {
      case 'start':
        return this.#start(params as ServerStart);
      case 'stop':
        await this.close();
        return {};
      case 'configure':
        this.#configure(params as BootstrapConfigure);
        return {};
      case 'provision': {
        const { endpoint, security } = params as Provision;
        this.#running(verb).admission?.provision(endpoint, security);
        return {};
      }
      case 'trigger':
        this.#trigger(params as BootstrapTrigger);
        return {};
      default:
        throw new UnsupportedVerb(verb);
    }
  }

  onEvent(listener: (event: ControlNotification) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    await server?.close();
  }

  async #start({ host, port, security }: ServerStart): Promise<{ uri: string }> {
    await this.close();
    const server = await ReferenceBootstrapServer.listen({ ...this.#environment, security }, { host, port });
    server.onEvent(event => {
      for (const listener of this.#listeners) listener(notificationOf(event));
    });
    this.#server = server;
    return { uri: server.uri };
  }

  #configure({ endpoint, plan }: BootstrapConfigure): void {
    const server = this.#running('configure');
    const steps = planSteps(plan);
    const [problem] = inconsistencies(steps);
    if (problem !== undefined)
      throw new ControlFailure('configure', `the plan contradicts itself: ${problem}`);
    server.configure(endpoint, steps);
  }

  #trigger({ endpoint, clientUri }: BootstrapTrigger): void {
    const address = parseCoapUri(clientUri);
    if (address === null) throw new ControlFailure('trigger', `not a coap URI: ${clientUri}`);
    if (!this.#running('trigger').bootstrap(endpoint, address))
      throw new ControlFailure('trigger', `no device is configured as ${endpoint}`);
  }

  #running(verb: string): ReferenceBootstrapServer {
    if (this.#server === null) throw new ControlFailure(verb, 'the bootstrap server is not started');
    return this.#server;
  }
}

const EVENT_NAMES = {
  requested: 'bootstrapRequested',
  finished: 'bootstrapFinished',
  failed: 'bootstrapFailed',
} as const;

function notificationOf(event: BootstrapEvent): ControlNotification {
  const { kind, endpoint } = event;
  return { event: EVENT_NAMES[kind], endpoint, ...(kind === 'failed' ? { reason: event.reason } : {}) };
}
