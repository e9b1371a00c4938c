import type { DtlsSocketSettings, LetInSettings, PeerSettings } from './dtls-socket.ts';

/** What is made of the settings of each handshake, by the role in it; absent: what they are. */
export interface HandshakeChanges {
  readonly client?: ((usual: PeerSettings) => PeerSettings) | undefined;
  readonly server?: ((usual: LetInSettings) => LetInSettings) | undefined;
}

/** The same settings, but for what handshakes are made with: asked for each of them anew. A role that is not there stays away. */
export function withHandshakes(
  settings: DtlsSocketSettings,
  { client: asClient, server: asServer }: HandshakeChanges,
): DtlsSocketSettings {
  const { client, server } = settings;
  return {
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
}
