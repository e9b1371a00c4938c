import { COMBINATION_NAMES, type CombinationName } from '../cell.ts';
import { IDENTITY, KEY } from '../material.ts';
import type { CrossPeer, PeerCall } from '../peer.ts';

const LOSSES = ['loss-10', 'loss-30'];

/** Without raw public keys; its server has a string of suites without CBC and PSK. */
export const libcoapOpenssl = libcoap('openssl', {
  client: ['psk-ccm8', 'psk-cbc', 'x509-ccm8', 'x509-cbc'],
  server: ['psk-ccm8', 'x509-ccm8', 'x509-cbc'],
});

export const libcoapGnutls = libcoap('gnutls', { client: COMBINATION_NAMES, server: COMBINATION_NAMES });

function libcoap(
  library: 'openssl' | 'gnutls',
  combinations: Readonly<Record<'client' | 'server', readonly CombinationName[]>>,
): CrossPeer {
  return {
    name: `libcoap-${library}`,
    client: {
      combinations: combinations.client,
      variations: ['challenge-1.0', ...LOSSES, 'lose'],
      speaks: 'coap',
      heard: /hello from us/,
      command: call => ({
        command: `coap-client-${library}`,
        args: [
          ...['-m', 'get', '-B', '20', ...credentials(call, 'client')],
          `coaps://127.0.0.1:${call.port}/`,
        ],
      }),
    },
    server: {
      combinations: combinations.server,
      variations: [...(library === 'openssl' ? ['resumption'] : []), ...LOSSES],
      speaks: 'coap',
      heard: /(?:)/,
      // It serves DTLS one port above.
      command: call => ({
        command: `coap-server-${library}`,
        args: ['-A', '127.0.0.1', '-p', String(call.port - 1), ...credentials(call, 'server')],
      }),
    },
  };
}

function credentials({ combination, material }: PeerCall, side: 'client' | 'server'): string[] {
  const { certificate, key, rawKey } = material[side];
  if (combination.startsWith('psk')) {
    return ['-k', KEY, ...(side === 'client' ? ['-u', IDENTITY] : ['-h', 'hint'])];
  }
  if (combination.startsWith('rpk')) return ['-M', rawKey];
  return ['-c', certificate, '-j', key, '-C', material.authority];
}
