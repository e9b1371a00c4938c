import type { ClientHooks } from '../client/client-hooks.ts';
import type { Content } from '../client/data-model.ts';
import { ReferenceClient } from '../client/reference-client.ts';
import type { ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import { parsePath } from '../lwm2m/path.ts';
import { fromPlain } from '../lwm2m/plain-value.ts';
import type { Value } from '../lwm2m/value.ts';
import { parseCoapUri } from '../transport/coap-uri.ts';
import type { ClientStart, ControlChannel, ControlValue, Stop } from './control-contract.ts';
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
    switch (verb) {
      case 'start':
        await this.#start(params as ClientStart);
        return {};
      case 'stop':
        await this.#stop((params as Stop).graceful);
        return {};
      case 'triggerUpdate':
        await this.#running(verb).registration.update();
        return {};
      case 'setResource':
        this.#setResource(params as { path: string; value: ControlValue });
        return {};
      default:
        throw new UnsupportedVerb(verb);
    }
  }

  /** The reference client reports nothing on its own. */
  onEvent(): void {}

  close(): Promise<void> {
    return this.#stop(false);
  }

  async #start({ endpoint, serverUri, shortServerId, lifetime, binding }: ClientStart): Promise<void> {
    await this.#stop(false);
    const server = parseCoapUri(serverUri);
    if (server === null) throw new ControlFailure('start', `not a coap URI: ${serverUri}`);
    this.#client = await ReferenceClient.create(this.#environment, {
      endpoint,
      server,
      lwm2m: this.#environment.lwm2m,
      account: { serverUri, shortServerId, lifetime, binding },
      objects: this.#environment.objects,
    });
    this.#client.register().catch(this.#environment.onFault);
  }

  async #stop(graceful: boolean): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.close(graceful);
  }

  #setResource({ path: text, value }: { path: string; value: ControlValue }): void {
    const { object = -1, instance = 0, resource = -1 } = parsePath(text) ?? {};
    const { model } = this.#running('setResource');
    const definition = model.resource(object, instance, resource)?.definition;
    const content = definition === undefined ? null : contentOf(definition, value);
    if (content === null || !model.set(object, instance, resource, content))
      throw new UnsupportedVerb('setResource', `cannot set ${text} to ${JSON.stringify(value)}`);
  }

  #running(verb: string): ReferenceClient {
    if (this.#client === null) throw new ControlFailure(verb, 'the client is not started');
    return this.#client;
  }
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
