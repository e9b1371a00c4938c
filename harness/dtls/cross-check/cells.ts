import type { Cell, CombinationName, Variation } from './cell.ts';
import type { Material } from './material.ts';
import { ownCells } from './own-cells.ts';
import type { CrossPeer, PeerSide } from './peer.ts';
import { gnutls } from './peers/gnutls.ts';
import { libcoapGnutls, libcoapOpenssl } from './peers/libcoap.ts';
import { nodeDtlsClientCells } from './peers/node-dtls-client.ts';
import { openssl } from './peers/openssl.ts';
import { SINGLE_LOSSES, USUAL, VARIATIONS } from './variations.ts';
import { withTheirClient } from './with-their-client.ts';
import { withTheirServer } from './with-their-server.ts';

const PEERS: readonly CrossPeer[] = [openssl, gnutls, libcoapOpenssl, libcoapGnutls];
/** Losses of single datagrams are tried with one suite of each kind of handshake. */
const LOSS_COMBINATIONS: readonly CombinationName[] = ['psk-ccm8', 'x509-ccm8'];

/** Everything that is tried, in the order of the matrix. */
export function allCells(material: Material): Cell[] {
  return [...PEERS.flatMap(peer => cellsOf(peer, material)), ...nodeDtlsClientCells(), ...ownCells(material)];
}

/** For people: what is left out, and why. */
export function limitLines(): string[] {
  return PEERS.flatMap(peer =>
    (['client', 'server'] as const).flatMap(role =>
      (peer[role]?.limits ?? []).map(
        ({ combinations, variation = 'all', why }) =>
          `limit of ${peer.name} ${role}, ${combinations.join(' and ')}, ${variation}: ${why}`,
      ),
    ),
  );
}

function cellsOf(peer: CrossPeer, material: Material): Cell[] {
  return (['client', 'server'] as const).flatMap(role => {
    const side = peer[role];
    if (side === null) return [];
    const run = role === 'client' ? withTheirClient : withTheirServer;
    const cell = (combination: CombinationName, variation: Variation): Cell => {
      const subject = { peer: peer.name, role, combination, variation };
      return { ...subject, run: () => run(subject, side, material) };
    };
    const varied = VARIATIONS.filter(({ name }) => side.variations.includes(name));
    const losses = side.variations.includes('lose') ? SINGLE_LOSSES : [];
    return [
      ...side.combinations.flatMap(combination =>
        [USUAL, ...varied]
          .filter(({ name }) => !isLimit(side, combination, name))
          .map(variation => cell(combination, variation)),
      ),
      ...LOSS_COMBINATIONS.flatMap(combination => losses.map(variation => cell(combination, variation))),
    ];
  });
}

function isLimit({ limits }: PeerSide, combination: CombinationName, name: string): boolean {
  return limits.some(
    ({ combinations, variation = name }) => variation === name && combinations.includes(combination),
  );
}
