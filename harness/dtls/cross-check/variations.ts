import { Version } from '../registry.ts';
import type { Variation } from './cell.ts';

export const USUAL: Variation = { name: 'usual' };

/** A loss that is the same in every run. */
function losing(share: number, seed: number): (index: number) => boolean {
  return index => (Math.imul(index + 1, 2_654_435_761 + 2 * seed) >>> 8) / 2 ** 24 < share;
}

const LONG_MS = 60_000;

/** Beside the usual one; in which a peer takes part it says itself. */
export const VARIATIONS: readonly Variation[] = [
  { name: 'resumption', resumption: true },
  { name: 'mtu', mtu: 200 },
  { name: 'challenge-1.0', challengeRecordVersion: Version.dtls10 },
  { name: 'plain', plain: true },
  { name: 'loss-10', loses: losing(0.1, 1), patience: LONG_MS },
  { name: 'loss-30', loses: losing(0.3, 2), patience: LONG_MS },
];

/** Datagrams in a handshake of any peer, both directions; those of the data that follow are lost as well. */
const MOST_DATAGRAMS = 14;

/** One datagram after the other is lost, one in each cell. */
export const SINGLE_LOSSES: readonly Variation[] = Array.from({ length: MOST_DATAGRAMS }, (_, lost) => ({
  name: `lose-${lost}`,
  loses: index => index === lost,
  patience: LONG_MS,
}));
