import type { Network } from '../../transport/datagram.ts';
import { DtlsSocket, type DtlsSocketSettings } from './dtls-socket.ts';

export interface DtlsNetwork extends Network {
  bind(at?: { readonly host?: string; readonly port?: number }): Promise<DtlsSocket>;
}

/** A network whose sockets speak DTLS over those of another one; a recorded network below it records ciphertext. */
export function dtlsNetwork(network: Network, settings: DtlsSocketSettings): DtlsNetwork {
  return { bind: async at => new DtlsSocket(await network.bind(at), settings) };
}
