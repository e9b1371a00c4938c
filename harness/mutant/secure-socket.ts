import type { DtlsSocketSettings, LetInSettings, PeerSettings } from '../dtls/endpoint/dtls-socket.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';

interface Changes {
  /** Of a peer that connects. */
  readonly client?: (usual: PeerSettings) => PeerSettings;
  /** Of a peer that lets others in. */
  readonly server?: (usual: LetInSettings) => LetInSettings;
  /** Of its socket, whatever the role. */
  readonly socket?: (usual: DtlsSocketSettings) => DtlsSocketSettings;
}

/** A peer whose handshakes are made with other settings than is right for it. */
export function steered({ client: asClient, server: asServer, socket: ofSocket }: Changes): SecureSocketHook {
  return (socket, settings, proceed) => {
    const { client, server } = settings;
    const changed: DtlsSocketSettings = {
      ...settings,
      ...(client &&
        asClient && {
          client: peer => {
            const usual = typeof client === 'function' ? client(peer) : client;
            return usual && asClient(usual);
          },
        }),
      ...(server && asServer && { server: () => asServer(typeof server === 'function' ? server() : server) }),
    };
    return proceed(socket, ofSocket?.(changed) ?? changed);
  };
}
