import type { Outcome } from '../coap/received-message.ts';
import type {
  ControlChannel,
  ControlNotification,
  ControlResources,
  ControlValue,
  ServerAnswer,
  ServerStart,
} from '../sut/control-contract.ts';
import { ControlFailure, UnsupportedVerb } from '../sut/control-errors.ts';
import type { DeviceOperations } from './device-operations.ts';
import { contentFor, instanceContent } from './outgoing-content.ts';
import { ReferenceServer, type ServerEnvironment } from './reference-server.ts';
import type { Registration } from './registry.ts';
import { answerOf, valuesIn } from './server-answer.ts';
import type { ServerObservation } from './server-observation.ts';

interface Params {
  readonly endpoint: string;
  readonly path: string;
  readonly value: ControlValue | ControlResources;
  readonly mode: 'replace' | 'update';
  readonly attributes: Readonly<Record<string, string>>;
  readonly arguments: string | null;
  readonly instance: number | null;
  readonly how: 'reset' | 'get';
}

/** The reference server behind the control contract: the embedded server under test. */
export class EmbeddedServer implements ControlChannel {
  readonly #environment: ServerEnvironment;
  readonly #listeners: ((event: ControlNotification) => void)[] = [];
  readonly #observations = new Map<string, ServerObservation>();
  #server: ReferenceServer | null = null;

  constructor(environment: ServerEnvironment) {
    this.#environment = environment;
  }

  async call(verb: string, params: unknown): Promise<unknown> {
    if (verb === 'start') return this.#start(params as ServerStart);
    if (verb === 'stop') return this.close().then(() => ({}));
    if (verb === 'listRegistrations')
      return { registrations: this.#running(verb).registry.list().map(reported) };
    return this.#operate(verb, params as Params);
  }

  onEvent(listener: (event: ControlNotification) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.#observations.clear();
    await server?.close();
  }

  async #start({ host, port }: ServerStart): Promise<{ uri: string }> {
    await this.close();
    const server = await ReferenceServer.listen(this.#environment, { host, port });
    server.registry.onEvent((event, { endpoint }) => this.#tell({ event, endpoint }));
    this.#server = server;
    return { uri: server.uri };
  }

  async #operate(verb: string, params: Params): Promise<ServerAnswer> {
    const { path } = params;
    switch (verb) {
      case 'read':
        return answerOf(path, await this.#device(verb, params).read(path));
      case 'discover':
        return answerOf(path, await this.#device(verb, params).discover(path));
      case 'write':
        return answerOf(
          path,
          await this.#device(verb, params).write(path, contentFor(path, params.value), params.mode),
        );
      case 'writeAttributes': {
        const query = Object.entries(params.attributes).map(([name, value]) =>
          value === '' ? name : `${name}=${value}`,
        );
        return answerOf(path, await this.#device(verb, params).writeAttributes(path, query.join('&')));
      }
      case 'execute':
        return answerOf(path, await this.#device(verb, params).execute(path, params.arguments ?? undefined));
      case 'create': {
        const content = instanceContent(path, params.instance, params.value as ControlResources);
        return answerOf(path, await this.#device(verb, params).create(path, content));
      }
      case 'delete':
        return answerOf(path, await this.#device(verb, params).delete(path));
      case 'observe':
        return answerOf(path, await this.#observe(params));
      case 'cancel':
        return this.#cancel(params);
      default:
        throw new UnsupportedVerb(verb);
    }
  }

  async #observe(params: Params): Promise<Outcome> {
    const { endpoint, path } = params;
    const observation = await this.#device('observe', params).observe(path);
    if (observation.established) this.#observations.set(`${endpoint}${path}`, observation);
    observation.onNotification(message => {
      this.#tell({ event: 'notified', endpoint, path, values: valuesIn(path, message) });
    });
    return observation.first;
  }

  /** By reset, the observation is forgotten and the next notification is rejected as unknown. */
  async #cancel({ endpoint, path, how }: Params): Promise<ServerAnswer> {
    const observation = this.#observations.get(`${endpoint}${path}`);
    if (observation === undefined)
      throw new ControlFailure('cancel', `no observation of ${path} on ${endpoint}`);
    this.#observations.delete(`${endpoint}${path}`);
    if (how === 'get') {
      const outcome = await observation.cancelByGet();
      observation.end();
      return answerOf(path, outcome);
    }
    observation.end();
    return { code: null };
  }

  #device(verb: string, { endpoint }: Params): DeviceOperations {
    const server = this.#running(verb);
    const registration = server.registry.find(endpoint);
    if (registration === undefined) throw new ControlFailure(verb, `no device is registered as ${endpoint}`);
    return server.operationsOn(() => server.registry.find(endpoint)?.address ?? registration.address);
  }

  #running(verb: string): ReferenceServer {
    if (this.#server === null) throw new ControlFailure(verb, 'the server is not started');
    return this.#server;
  }

  #tell(event: ControlNotification): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function reported({ endpoint, lifetime, lwm2m, binding, links }: Registration): unknown {
  return { endpoint, lifetime, lwm2m, binding, objects: links.map(({ target }) => target) };
}
