import type { Outcome } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption } from '../coap/message/options.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import { objectPaths, objectRoot } from '../server/object-root.ts';
import { contentFor, instanceContent } from '../server/outgoing-content.ts';
import { ReferenceServer, type ServerEnvironment } from '../server/reference-server.ts';
import type { Registration } from '../server/registry.ts';
import type { ServerObservation } from '../server/server-observation.ts';
import { valuesIn } from '../server/values-in.ts';
import type { Address } from '../transport/datagram.ts';
import type {
  ControlChannel,
  ControlNotification,
  ControlResources,
  ControlValue,
  ServerAnswer,
  ServerStart,
} from './control-contract.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import { answerOf } from './server-answer.ts';

interface Params {
  readonly endpoint: string;
  readonly path: string;
  readonly value: ControlValue | ControlResources;
  readonly mode: 'replace' | 'update';
  /** Null unsets. */
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly arguments: string | null;
  readonly instance: number | null;
  readonly how: 'reset' | 'get';
}

/** The reference server behind the control contract: the embedded server under test. */
export class EmbeddedServer implements ControlChannel {
  readonly #environment: ServerEnvironment;
  readonly #definitions: DefinitionLookup;
  readonly #listeners: ((event: ControlNotification) => void)[] = [];
  readonly #observations = new Map<string, ServerObservation>();
  #server: ReferenceServer | null = null;

  constructor(environment: ServerEnvironment, definitions: DefinitionLookup) {
    this.#environment = environment;
    this.#definitions = definitions;
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
    server.registry.onEvent((event, { endpoint }) => {
      const { endsObservations } = this.#environment.hooks?.storage ?? {};
      if (event !== 'updated' && (endsObservations?.(event) ?? true)) this.#dropObservations(endpoint);
      this.#tell({ event, endpoint });
    });
    this.#server = server;
    return { uri: server.uri };
  }

  async #operate(verb: string, params: Params): Promise<ServerAnswer> {
    if (verb === 'cancel') return this.#cancel(params);
    return answerOf(params.path, await this.#outcome(verb, params), this.#definitions);
  }

  async #outcome(verb: string, params: Params): Promise<Outcome> {
    const { path } = params;
    switch (verb) {
      case 'read':
        return this.#device(verb, params).read(path);
      case 'discover':
        return this.#device(verb, params).discover(path);
      case 'write': {
        const content = contentFor(path, params.value, this.#definitions);
        return this.#device(verb, params).write(path, content, params.mode);
      }
      case 'writeAttributes': {
        const query = Object.entries(params.attributes).map(([name, value]) =>
          value === null ? name : `${name}=${value}`,
        );
        return this.#device(verb, params).writeAttributes(path, query.join('&'));
      }
      case 'execute':
        return this.#device(verb, params).execute(path, params.arguments ?? undefined);
      case 'create': {
        const { instance, value } = params;
        const content = instanceContent(path, instance, value as ControlResources, this.#definitions);
        return this.#device(verb, params).create(path, content);
      }
      case 'delete':
        return this.#device(verb, params).delete(path);
      case 'observe':
        return this.#observe(params);
      default:
        throw new UnsupportedVerb(verb);
    }
  }

  async #observe(params: Params): Promise<Outcome> {
    const { endpoint, path } = params;
    const observation = await this.#device('observe', params).observe(path);
    if (observation.established) this.#observations.set(`${endpoint}${path}`, observation);
    observation.onNotification(message => {
      // An error ends the observation (RFC 7641 §4.2).
      if (!hasOption(message, OptionNumber.observe)) observation.end();
      this.#tell({ event: 'notified', endpoint, path, values: valuesIn(path, message, this.#definitions) });
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
      return answerOf(path, outcome, this.#definitions);
    }
    observation.end();
    return { code: null };
  }

  /** Observations end with the registration they were made in (TS 1.0 §5.3.1). */
  #dropObservations(endpoint: string): void {
    for (const [key, observation] of this.#observations) {
      if (!key.startsWith(`${endpoint}/`)) continue;
      observation.end();
      this.#observations.delete(key);
    }
  }

  #device(verb: string, { endpoint }: Params): DeviceOperations {
    const server = this.#running(verb);
    const registration = server.registry.find(endpoint);
    if (registration === undefined) throw new ControlFailure(verb, `no device is registered as ${endpoint}`);
    const address = (): Address => server.registry.find(endpoint)?.address ?? registration.address;
    return server.operationsOn(address, objectRoot(registration.links));
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
  return { endpoint, lifetime, lwm2m, binding, objects: objectPaths(links) };
}
