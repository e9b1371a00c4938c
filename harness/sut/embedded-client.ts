import type { ClientConfiguration } from '../client/client-configuration.ts';
import type { ClientHooks } from '../client/client-hooks.ts';
import { newInstance } from '../client/new-instance.ts';
import { ReferenceClient } from '../client/reference-client.ts';
import type { Content } from '../client/resource-state.ts';
import type { ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import { resourceDefinition } from '../lwm2m/model/object-definition.ts';
import { type Lwm2mPath, parsePath } from '../lwm2m/path.ts';
import { fromPlain } from '../lwm2m/plain-value.ts';
import type { Value } from '../lwm2m/value.ts';
import { parseCoapUri } from '../transport/coap-uri.ts';
import type {
  ClientCreateInstance,
  ClientDeleteInstance,
  ClientFirmwareOutcome,
  ClientSendData,
  ClientSetErrors,
  ClientSetResource,
  ClientStart,
  ClientStartWith,
} from './client-verbs.ts';
import type { ControlChannel, ControlValue, Stop } from './control-contract.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import type { EmbeddedEnvironment } from './embedded-control.ts';

type EmbeddedClientEnvironment = EmbeddedEnvironment & { readonly hooks?: ClientHooks };

/** The reference client behind the control contract: the embedded client under test. */
export class EmbeddedClient implements ControlChannel {
  readonly #environment: EmbeddedClientEnvironment;
  #client: ReferenceClient | null = null;

  constructor(environment: EmbeddedClientEnvironment) {
    this.#environment = environment;
  }

  async call(verb: string, params: unknown): Promise<unknown> {
    await this.#perform(verb, params);
    return {};
  }

  /** The reference client reports nothing on its own. */
  onEvent(): void {}

  close(): Promise<void> {
    return this.#stop(false);
  }

  async #perform(verb: string, params: unknown): Promise<void> {
    switch (verb) {
      case 'start': {
        const { endpoint, ...account } = params as ClientStart;
        return this.#start({ endpoint, accounts: [account] });
      }
      case 'startWith': {
        const { endpoint, accounts, bootstrap } = params as ClientStartWith;
        return this.#start({ endpoint, accounts, ...(bootstrap === null ? {} : { bootstrap }) });
      }
      case 'stop':
        return this.#stop((params as Stop).graceful);
      case 'triggerUpdate':
        return this.#running(verb).registration.update();
      case 'restart':
        return this.#running(verb).restart();
      case 'triggerBootstrap':
        return this.#running(verb).bootstrap();
      case 'setResource':
        return this.#setResource(params as ClientSetResource);
      case 'setErrors':
        return this.#running(verb).setErrors((params as ClientSetErrors).codes);
      case 'createInstance':
        return this.#createInstance(params as ClientCreateInstance);
      case 'deleteInstance':
        return this.#deleteInstance(params as ClientDeleteInstance);
      case 'goOffline':
        return this.#running(verb).connect(false);
      case 'goOnline':
        return this.#running(verb).connect(true);
      case 'rebind':
        return this.#running(verb).move();
      case 'sendData':
        return this.#running(verb).send(pathsIn(params as ClientSendData));
      case 'setFirmwareOutcome':
        this.#running(verb).conditions.firmwareOutcome = (params as ClientFirmwareOutcome).result;
        return;
      default:
        throw new UnsupportedVerb(verb);
    }
  }

  async #start(configuration: Omit<ClientConfiguration, 'lwm2m' | 'objects'>): Promise<void> {
    await this.#stop(false);
    const { accounts, bootstrap } = configuration;
    for (const { serverUri } of [...accounts, ...(bootstrap === undefined ? [] : [bootstrap])]) {
      if (parseCoapUri(serverUri) === null) throw new ControlFailure('start', `not a coap URI: ${serverUri}`);
    }
    const { lwm2m, objects, http } = this.#environment;
    this.#client = await ReferenceClient.create(this.#environment, {
      ...{ lwm2m, objects, http },
      ...configuration,
    });
    this.#client.start();
  }

  async #stop(graceful: boolean): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.close(graceful);
  }

  #setResource({ path: text, value }: ClientSetResource): void {
    const { object = -1, instance = 0, resource = -1 } = parsePath(text) ?? {};
    const { model } = this.#running('setResource');
    const definition = model.resource(object, instance, resource)?.definition;
    const content = definition === undefined ? null : contentOf(definition, value);
    if (content === null || !model.set(object, instance, resource, content))
      throw new UnsupportedVerb('setResource', `cannot set ${text} to ${JSON.stringify(value)}`);
  }

  #createInstance({ path: text, value }: ClientCreateInstance): void {
    const { object = -1, instance = -1 } = parsePath(text) ?? {};
    const { model } = this.#running('createInstance');
    const definition = model.objects.get(object)?.definition;
    const contents = Object.entries(value).map(([id, plain]) => {
      const resource = resourceDefinition(definition, Number(id));
      return [id, resource === undefined ? null : contentOf(resource, plain)] as const;
    });
    if (definition === undefined || instance < 0 || contents.some(([, content]) => content === null))
      throw new ControlFailure('createInstance', `cannot create ${text} from ${JSON.stringify(value)}`);
    const resources = Object.fromEntries(contents.map(([id, content]) => [id, { content }]));
    model.addInstance(object, instance, newInstance(definition, resources));
  }

  #deleteInstance({ path: text }: ClientDeleteInstance): void {
    const { object = -1, instance = -1 } = parsePath(text) ?? {};
    const { model } = this.#running('deleteInstance');
    if (model.instance(object, instance) === undefined)
      throw new ControlFailure('deleteInstance', `there is no ${text}`);
    model.removeInstance(object, instance);
  }

  #running(verb: string): ReferenceClient {
    if (this.#client === null) throw new ControlFailure(verb, 'the client is not started');
    return this.#client;
  }
}

function pathsIn({ paths }: ClientSendData): readonly Lwm2mPath[] {
  return paths.map(text => {
    const path = parsePath(text);
    if (path === null) throw new ControlFailure('sendData', `not a path: ${text}`);
    return path;
  });
}

/** Null when the value does not fit the resource. */
function contentOf(definition: ResourceDefinition, value: ControlValue): Content | null {
  if (typeof value !== 'object') {
    const single = fromPlain(definition.type, value);
    return single === null ? null : { single };
  }
  const entries = Object.entries(value).map(
    ([id, plain]) => [Number(id), fromPlain(definition.type, plain)] as const,
  );
  const known = entries.filter((entry): entry is readonly [number, Value] => entry[1] !== null);
  return known.length === entries.length ? { multiple: new Map(known) } : null;
}
