import { COMBINATION_NAMES, type CombinationName } from '../cell.ts';
import { IDENTITY, KEY } from '../material.ts';
import type { CrossPeer, PeerCall, PeerLimit } from '../peer.ts';

const LOSSES = ['loss-10', 'loss-30'];

const NO_RAW_KEYS: PeerLimit = {
  combinations: ['rpk-ccm8', 'rpk-cbc'],
  why: 'built without raw public keys',
};

export const libcoapOpenssl = libcoap('openssl', {
  client: { combinations: ['psk-ccm8', 'psk-cbc', 'x509-ccm8', 'x509-cbc'], limits: [NO_RAW_KEYS] },
  server: {
    combinations: ['psk-ccm8', 'x509-ccm8', 'x509-cbc'],
    limits: [
      NO_RAW_KEYS,
      {
        combinations: ['psk-cbc'],
        why: 'its list of suites has TLS 1.2 ones only, where OpenSSL does not file this one',
      },
      {
        combinations: ['x509-ccm8', 'x509-cbc'],
        variation: 'resumption',
        why: 'OpenSSL resumes no session with a client certificate where no session id context is set; the handshake is a full one',
      },
    ],
  },
});

export const libcoapGnutls = libcoap('gnutls', {
  client: {
    combinations: COMBINATION_NAMES,
    limits: [
      {
        combinations: COMBINATION_NAMES,
        variation: 'loss-30',
        why: 'its client gives up after five timeouts of a second, however many of its flights were lost',
      },
    ],
  },
  server: { combinations: COMBINATION_NAMES, limits: [] },
});

interface Abilities {
  readonly combinations: readonly CombinationName[];
  readonly limits: readonly PeerLimit[];
}

function libcoap(
  library: 'openssl' | 'gnutls',
  abilities: Readonly<Record<'client' | 'server', Abilities>>,
): CrossPeer {
  return {
    name: `libcoap-${library}`,
    client: {
      ...abilities.client,
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
      ...abilities.server,
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
