import type { CombinationName, Variation } from './cell.ts';
import type { Material } from './material.ts';
import type { Command } from './processes.ts';

/** How another implementation is called, and how it shows that data came through. */
export interface CrossPeer {
  readonly name: string;
  /** What it knows how to do; the matrix tells the rest as the peer's limit. */
  readonly client: PeerSide | null;
  readonly server: PeerSide | null;
}

export interface PeerSide {
  readonly combinations: readonly CombinationName[];
  /** Names of variations that it takes part in, besides the usual one. */
  readonly variations: readonly string[];
  /** What it cannot do by itself, and why: cells that are named, and not run. */
  readonly limits: readonly PeerLimit[];
  readonly speaks: 'text' | 'coap';
  /** What proves that it has received, in what it prints. */
  readonly heard: RegExp;
  /** What is written to its standard input once the association is there; a client that takes text sends it. */
  readonly types?: string;
  command(call: PeerCall): Command;
}

export interface PeerLimit {
  readonly combinations: readonly CombinationName[];
  /** Every one when absent. */
  readonly variation?: string;
  readonly why: string;
}

export interface PeerCall {
  readonly port: number;
  readonly combination: CombinationName;
  readonly variation: Variation;
  readonly material: Material;
  /** Whether this is the second call of a resumption. */
  readonly again: boolean;
}
