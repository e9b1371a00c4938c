import type { ClientEnvironment } from '../client/reference-client.ts';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { DefinitionLookup, ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import type { Role } from '../verdict/purpose-declaration.ts';
import type { ControlChannel } from './control-contract.ts';
import { EmbeddedClient } from './embedded-client.ts';
import { EmbeddedServer } from './embedded-server.ts';

export interface EmbeddedEnvironment extends ClientEnvironment {
  readonly lwm2m: '1.0' | '1.1';
  /** What content is read and written with. */
  readonly definitions: DefinitionLookup;
  /** Those from object files: an embedded client has an instance of each. */
  readonly objects: readonly ObjectDefinition[];
}

/** The reference peers as SUTs: the same contract as everyone else, without a wire in between. */
export function embeddedControl(role: Role, environment: EmbeddedEnvironment): ControlChannel {
  switch (role) {
    case 'client':
      return new EmbeddedClient(environment);
    case 'server':
      return new EmbeddedServer(environment, environment.definitions);
    case 'bootstrap-server':
      throw new HarnessBugError('embedded.role', 'there is no embedded bootstrap server', {
        hint: 'choose a client or a server, or point to a product',
      });
  }
}
