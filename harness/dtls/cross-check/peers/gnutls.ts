import { COMBINATION_NAMES, type CombinationName } from '../cell.ts';
import { IDENTITY, KEY_HEX } from '../material.ts';
import type { CrossPeer, PeerCall } from '../peer.ts';

const CIPHERS: Readonly<Record<'ccm8' | 'cbc', string>> = {
  ccm8: '-CIPHER-ALL:+AES-128-CCM-8',
  cbc: '-CIPHER-ALL:+AES-128-CBC:-MAC-ALL:+SHA256',
};

export const gnutls: CrossPeer = {
  name: 'gnutls',
  client: {
    combinations: COMBINATION_NAMES,
    variations: ['resumption', 'mtu', 'challenge-1.0', 'plain', 'loss-10', 'loss-30', 'lose'],
    limits: [],
    speaks: 'text',
    heard: /hello from them/,
    types: 'hello from them\n',
    command: call => ({
      command: 'gnutls-cli',
      args: [
        ...['--udp', '-p', String(call.port), '127.0.0.1', '--priority', priority(call)],
        ...clientCredentials(call),
        ...(call.variation.mtu === undefined ? [] : ['--mtu', String(call.variation.mtu)]),
        ...(call.variation.resumption ? ['--resume', '--waitresumption'] : []),
      ],
    }),
  },
  server: {
    combinations: COMBINATION_NAMES,
    variations: ['resumption', 'mtu', 'plain', 'loss-10', 'loss-30', 'lose'],
    limits: [],
    speaks: 'text',
    // It tells back what it hears.
    heard: /(?:)/,
    command: call => ({
      command: 'gnutls-serv',
      args: [
        ...['--udp', '--echo', '-p', String(call.port), '--priority', priority(call)],
        ...serverCredentials(call),
        ...(call.variation.mtu === undefined ? [] : ['--mtu', String(call.variation.mtu)]),
      ],
    }),
  },
};

function priority({ combination, variation }: PeerCall): string {
  return [
    'NORMAL:-VERS-ALL:+VERS-DTLS1.2',
    ...(combination.startsWith('psk') ? ['-KX-ALL:+PSK'] : []),
    CIPHERS[cipherOf(combination)],
    ...(combination.startsWith('rpk') ? ['-CTYPE-ALL:+CTYPE-RAWPK'] : []),
    ...(variation.plain ? ['%NO_ETM:%NO_SESSION_HASH'] : []),
  ].join(':');
}

function cipherOf(combination: CombinationName): 'ccm8' | 'cbc' {
  return combination.endsWith('ccm8') ? 'ccm8' : 'cbc';
}

function clientCredentials({ combination, material }: PeerCall): string[] {
  const { authority, client } = material;
  if (combination.startsWith('psk')) return ['--pskusername', IDENTITY, '--pskkey', KEY_HEX];
  if (combination.startsWith('rpk')) {
    return ['--insecure', '--rawpkfile', client.publicKey, '--rawpkkeyfile', client.key];
  }
  return ['--x509cafile', authority, '--x509certfile', client.certificate, '--x509keyfile', client.key];
}

function serverCredentials({ combination, material }: PeerCall): string[] {
  const { authority, server, pskPasswords } = material;
  if (combination.startsWith('psk')) return ['--pskpasswd', pskPasswords];
  if (combination.startsWith('rpk')) {
    return ['--rawpkfile', server.publicKey, '--rawpkkeyfile', server.key, '--require-client-cert'];
  }
  return [
    ...['--x509certfile', server.certificate, '--x509keyfile', server.key, '--x509cafile', authority],
    ...['--require-client-cert', '--verify-client-cert'],
  ];
}
