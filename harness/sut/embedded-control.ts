import type { ClientEnvironment } from '../client/client-configuration.ts';
import type { HttpFetch } from '../client/firmware/package-fetch.ts';
import { hookedLayer } from '../coap/hooks/hooked-layer.ts';
import type { MessageHooks } from '../coap/hooks/message-hooks.ts';
import type { DefinitionLookup, ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { ControlChannel } from './control-contract.ts';
import { EmbeddedBootstrapServer } from './embedded-bootstrap-server.ts';
import { EmbeddedClient } from './embedded-client.ts';
import { EmbeddedServer } from './embedded-server.ts';
import type { EmbeddedVariation } from './embedded-variation.ts';

export interface EmbeddedEnvironment extends Omit<ClientEnvironment, 'hooks'> {
  readonly lwm2m: CellVersion;
  /** What content is read and written with. */
  readonly definitions: DefinitionLookup;
  /** Those from object files: an embedded client has an instance of each. */
  readonly objects: readonly ObjectDefinition[];
  /** How an embedded client fetches over HTTP; absent: it does not. */
  readonly http?: HttpFetch;
}

/** Of the connection ids that the embedded servers ask devices for. */
const CONNECTION_ID = { connectionIdLength: 6 } as const;

/** The reference peers as SUTs: the same contract as everyone else, without a wire in between. */
export function embeddedControl(
  variation: EmbeddedVariation,
  surroundings: EmbeddedEnvironment,
): ControlChannel {
  const environment = {
    ...{ ...surroundings, ...variation.settings },
    // Objects of a variation are there beside those that the cell describes.
    objects: [...surroundings.objects, ...(variation.settings?.objects ?? [])],
  };
  switch (variation.role) {
    case 'client':
      return new EmbeddedClient(hooked(environment, variation.hooks?.() ?? {}));
    case 'server':
      return new EmbeddedServer(
        { ...hooked(environment, variation.hooks?.() ?? {}), ...CONNECTION_ID },
        environment.definitions,
      );
    case 'bootstrap-server':
      return new EmbeddedBootstrapServer({
        ...hooked(environment, variation.hooks?.() ?? {}),
        ...CONNECTION_ID,
      });
  }
}

/** The environment of a peer whose datagrams pass its message hooks. */
function hooked<Hooks extends MessageHooks>(
  environment: EmbeddedEnvironment,
  hooks: Hooks,
): EmbeddedEnvironment & { readonly hooks: Hooks } {
  return { ...environment, hooks, layer: hookedLayer(environment.network, hooks, environment) };
}
