import type { AssociationHooks } from '../dtls/association/hooks.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { type ClientCredentials, type PresentedCredential, TRUSTED } from '../dtls/trust/credentials.ts';
import { steered } from './secure-socket.ts';

/** A device that takes some servers for its own whom it has no reason to trust. */
export function trustingServers(also: (presented: PresentedCredential) => boolean): SecureSocketHook {
  return withOwnCredentials(credentials => ({
    ...credentials,
    trust: presented => (also(presented) ? TRUSTED : (credentials.trust?.(presented) ?? TRUSTED)),
  }));
}

/** A device that proves itself, and looks at servers, otherwise. */
export function withOwnCredentials(
  change: (usual: ClientCredentials) => ClientCredentials,
): SecureSocketHook {
  return steered({ client: usual => ({ ...usual, credentials: change(usual.credentials) }) });
}

/** A device whose associations do wrong. */
export function withDeviceHooks(hooks: AssociationHooks): SecureSocketHook {
  return steered({ client: usual => ({ ...usual, hooks }) });
}
