import type { ClientEnvironment } from '../client/reference-client.ts';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { Role } from '../verdict/purpose-declaration.ts';
import type { ControlChannel } from './control-contract.ts';
import { EmbeddedClient } from './embedded-client.ts';
import { EmbeddedServer } from './embedded-server.ts';

/** The reference peers as SUTs: the same contract as everyone else, without a wire in between. */
export function embeddedControl(
  role: Role,
  environment: ClientEnvironment & { readonly lwm2m: '1.0' | '1.1' },
): ControlChannel {
  switch (role) {
    case 'client':
      return new EmbeddedClient(environment, environment.lwm2m);
    case 'server':
      return new EmbeddedServer(environment);
    case 'bootstrap-server':
      throw new HarnessBugError('embedded.role', 'there is no embedded bootstrap server', {
        hint: 'choose a client or a server, or point to a product',
      });
  }
}
