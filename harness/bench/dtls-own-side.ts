import { randomBytes } from 'node:crypto';
import { SystemClock } from '../clock/system-clock.ts';
import { dtlsNetwork } from '../dtls/endpoint/dtls-network.ts';
import type { DtlsSocket } from '../dtls/endpoint/dtls-socket.ts';
import type { Network } from '../transport/datagram.ts';
import { UdpNetwork } from '../transport/udp-network.ts';

export const HOST = '127.0.0.1';
export const IDENTITY = 'id1';
export const KEY = 'secretPSK';
/** TLS_PSK_WITH_AES_128_CCM_8, the suite that every LwM2M device with a key has. */
const SUITE = 0xc0a8;
export const RECORD = Buffer.alloc(64, 0x61);

const common = () => ({
  clock: new SystemClock(),
  random: (length: number) => new Uint8Array(randomBytes(length)),
  suites: [SUITE],
});

/** A server that lets one key in. */
export function ourListening(): Promise<DtlsSocket> {
  return dtlsNetwork(new UdpNetwork(), {
    server: {
      ...common(),
      credentials: {
        keyOf: identity => (Buffer.from(identity).toString() === IDENTITY ? Buffer.from(KEY) : null),
      },
    },
  }).bind({ host: HOST });
}

/** A client that has it. */
export function ourSocket(network: Network = new UdpNetwork()): Promise<DtlsSocket> {
  const psk = { identity: Buffer.from(IDENTITY), key: Buffer.from(KEY) };
  return dtlsNetwork(network, { client: { ...common(), credentials: { psk } } }).bind();
}
