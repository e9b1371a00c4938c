import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { type DefinitionLookup, resourceDefinition } from '../lwm2m/model/object-definition.ts';
import { parsePath } from '../lwm2m/path.ts';
import type { PlainValue } from '../lwm2m/plain-value.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import { objectPaths } from '../server/object-root.ts';
import { contentFor, instanceContent } from '../server/outgoing-content.ts';
import { ReferenceServer, type ServerEnvironment } from '../server/reference-server.ts';
import type { Registration } from '../server/registry.ts';
import { type ShownValues, valuesIn } from '../server/values-in.ts';
import type {
  ControlChannel,
  ControlNotification,
  ControlResources,
  ControlValue,
  ServerAnswer,
  ServerStart,
} from './control-contract.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import { compositeShown, observeComposite, readComposite, writeComposite } from './embedded-composite.ts';
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
  readonly paths: readonly string[];
  readonly values: Readonly<Record<string, PlainValue>>;
}

/** The reference server behind the control contract: the embedded server under test. */
export class EmbeddedServer implements ControlChannel {
  readonly #environment: ServerEnvironment;
  readonly #definitions: DefinitionLookup;
  readonly #listeners: ((event: ControlNotification) => void)[] = [];
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
    await server?.close();
  }

  async #start({ host, port }: ServerStart): Promise<{ uri: string }> {
    await this.close();
    const server = await ReferenceServer.listen(this.#environment, { host, port });
    server.registry.onEvent((event, { endpoint }) => this.#tell({ event, endpoint }));
    server.observations.onNotification(({ endpoint, path }, message) =>
      this.#tell({ event: 'notified', endpoint, path, values: this.#values(path, message) }),
    );
    server.onSend(({ endpoint }, message) =>
      this.#tell({ event: 'sent', endpoint, values: this.#compositeValues(message) }),
    );
    this.#server = server;
    return { uri: server.uri };
  }

  async #operate(verb: string, params: Params): Promise<ServerAnswer> {
    if (verb === 'cancel') return this.#cancel(params);
    if (verb.endsWith('Composite'))
      return answerOf(await this.#outcome(verb, params), message => this.#compositeValues(message));
    return this.#answer(params.path, await this.#outcome(verb, params));
  }

  async #outcome(verb: string, params: Params): Promise<Outcome> {
    const { path } = params;
    switch (verb) {
      case 'read':
        return this.#device(verb, params).read(path);
      case 'discover':
        return this.#device(verb, params).discover(path);
      case 'write': {
        const format = typeof params.value === 'object' ? null : opaqueFormat(path, this.#definitions);
        const content = contentFor(path, params.value, this.#definitions, format);
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
      case 'readComposite':
        return readComposite(this.#device(verb, params), params.paths);
      case 'writeComposite':
        return writeComposite(this.#device(verb, params), params.values, this.#definitions);
      case 'observeComposite': {
        const { endpoint } = params;
        return observeComposite(this.#device(verb, params), params.paths, message =>
          this.#tell({ event: 'notified', endpoint, values: this.#compositeValues(message) }),
        );
      }
      case 'observe':
        return this.#running(verb).observations.observe(params, this.#device(verb, params));
      default:
        throw new UnsupportedVerb(verb);
    }
  }

  async #cancel({ endpoint, path, how }: Params): Promise<ServerAnswer> {
    const { observations } = this.#running('cancel');
    const held = observations.find({ endpoint, path });
    if (held === undefined) throw new ControlFailure('cancel', `no observation of ${path} on ${endpoint}`);
    const outcome = await observations.cancel(held, how);
    return outcome === null ? { code: null } : this.#answer(path, outcome);
  }

  #answer(path: string, outcome: Outcome): ServerAnswer {
    return answerOf(outcome, message => this.#values(path, message));
  }

  #compositeValues(message: ReceivedMessage): ShownValues {
    const values = compositeShown(message, this.#definitions);
    return this.#environment.hooks?.display?.values?.(values, '/', message) ?? values;
  }

  #values(path: string, message: ReceivedMessage): ShownValues {
    const values = valuesIn(path, message, this.#definitions);
    return this.#environment.hooks?.display?.values?.(values, path, message) ?? values;
  }

  #device(verb: string, { endpoint }: Params): DeviceOperations {
    const device = this.#running(verb).device(endpoint);
    if (device === null) throw new ControlFailure(verb, `no device is registered as ${endpoint}`);
    return device;
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

/** What is opaque goes as it is; everything else in the format that is usual for it. */
function opaqueFormat(path: string, definitions: DefinitionLookup): number | null {
  const { object = -1, resource } = parsePath(path) ?? {};
  const isOpaque =
    resource !== undefined && resourceDefinition(definitions(object), resource)?.type === 'Opaque';
  return isOpaque ? ContentFormat.opaque : null;
}
