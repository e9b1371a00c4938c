import { join } from 'node:path';
import type { CombinationName } from '../cell.ts';
import { IDENTITY, KEY_HEX } from '../material.ts';
import type { CrossPeer, PeerCall, PeerLimit } from '../peer.ts';

/** OpenSSL has CCM_8 at security level 0 only, and files the CBC suite with PSK under TLS 1.0. */
const CIPHERS: Partial<Record<CombinationName, string>> = {
  'psk-ccm8': 'PSK-AES128-CCM8:@SECLEVEL=0',
  'psk-cbc': 'PSK-AES128-CBC-SHA256:@SECLEVEL=0',
  'x509-ccm8': 'ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0',
  'x509-cbc': 'ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0',
};

const LIMITS: readonly PeerLimit[] = [
  { combinations: ['rpk-ccm8', 'rpk-cbc'], why: 'raw public keys came with OpenSSL 3.2' },
];
const COMBINATIONS = ['psk-ccm8', 'psk-cbc', 'x509-ccm8', 'x509-cbc'] as const;

export const openssl: CrossPeer = {
  name: 'openssl',
  client: {
    combinations: COMBINATIONS,
    variations: ['resumption', 'mtu', 'challenge-1.0', 'loss-10', 'loss-30', 'lose'],
    limits: LIMITS,
    speaks: 'text',
    heard: /hello from them/,
    types: 'hello from them\n',
    command: call => ({
      command: 'openssl',
      args: [
        ...[
          's_client',
          '-dtls1_2',
          '-connect',
          `127.0.0.1:${call.port}`,
          '-cipher',
          CIPHERS[call.combination] ?? '',
        ],
        ...credentials(call, 'client'),
        ...mtu(call),
        ...(call.variation.resumption
          ? [
              '-no_ticket',
              call.again ? '-sess_in' : '-sess_out',
              join(call.material.folder, `openssl-${call.port}.session`),
            ]
          : []),
      ],
    }),
  },
  server: {
    combinations: COMBINATIONS,
    variations: ['resumption', 'mtu', 'loss-10', 'loss-30', 'lose'],
    limits: LIMITS,
    speaks: 'text',
    heard: /hello from us/,
    types: 'hello from them\n',
    command: call => ({
      command: 'openssl',
      args: [
        ...[
          's_server',
          '-dtls1_2',
          '-accept',
          `127.0.0.1:${call.port}`,
          '-cipher',
          CIPHERS[call.combination] ?? '',
        ],
        ...(call.combination.startsWith('psk')
          ? ['-nocert', '-psk_hint', 'hint']
          : ['-Verify', '2', '-verify_return_error']),
        ...credentials(call, 'server'),
        ...mtu(call),
        ...['-listen', '-brief'],
      ],
    }),
  },
};

function credentials({ combination, material }: PeerCall, side: 'client' | 'server'): string[] {
  if (combination.startsWith('psk')) return ['-psk', KEY_HEX, '-psk_identity', IDENTITY];
  const { certificate, key } = material[side];
  return ['-cert', certificate, '-key', key, '-CAfile', material.authority];
}

/** It takes none below 256. */
function mtu({ variation }: PeerCall): string[] {
  return variation.mtu === undefined ? [] : ['-mtu', String(Math.max(256, variation.mtu))];
}
