import type { AssociationHooks } from '../dtls/association/hooks.ts';
import { type HandshakeChanges, withHandshakes } from '../dtls/endpoint/changed-settings.ts';
import type { DtlsSocketSettings } from '../dtls/endpoint/dtls-socket.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import {
  type ClientCredentials,
  type PeerTrust,
  type PresentedCredential,
  type ServerCredentials,
  TRUSTED,
} from '../dtls/trust/credentials.ts';

interface Changes extends HandshakeChanges {
  /** Of its socket, whatever the role. */
  readonly socket?: (usual: DtlsSocketSettings) => DtlsSocketSettings;
}

/** A peer whose handshakes are made with other settings than is right for it. */
export function steered({ socket: ofSocket, ...handshakes }: Changes): SecureSocketHook {
  return (socket, settings, proceed) => {
    const changed = withHandshakes(settings, handshakes);
    return proceed(socket, ofSocket?.(changed) ?? changed);
  };
}

/** A peer of either role whose associations do wrong. */
export function withAssociationHooks(hooks: AssociationHooks): SecureSocketHook {
  return steered({ client: usual => ({ ...usual, hooks }), server: usual => ({ ...usual, hooks }) });
}

/** A peer of either role that trusts some others whom it has no reason to. */
export function trusting(also: (presented: PresentedCredential) => boolean): SecureSocketHook {
  const trustingAlso = <Credentials extends { readonly trust?: PeerTrust }>(
    credentials: Credentials,
  ): Credentials => ({
    ...credentials,
    trust: presented => (also(presented) ? TRUSTED : (credentials.trust?.(presented) ?? TRUSTED)),
  });
  return steered({
    client: usual => ({ ...usual, credentials: trustingAlso(usual.credentials) }),
    server: usual => ({ ...usual, credentials: trustingAlso(usual.credentials) }),
  });
}

/** A server that proves itself, and looks at devices, otherwise. */
export function withCredentials(change: (usual: ServerCredentials) => ServerCredentials): SecureSocketHook {
  return steered({ server: usual => ({ ...usual, credentials: change(usual.credentials) }) });
}

/** A device that proves itself, and looks at servers, otherwise. */
export function withOwnCredentials(
  change: (usual: ClientCredentials) => ClientCredentials,
): SecureSocketHook {
  return steered({ client: usual => ({ ...usual, credentials: change(usual.credentials) }) });
}
