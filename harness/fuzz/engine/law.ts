import type { Deviation } from '../../coap/message/deviation.ts';

/** What every decoder keeps to, whatever bytes it gets. */
export type Law =
  | 'never-throws'
  | 'ends'
  | 'says-why'
  | 'offset-inside'
  | 'leaves-input'
  | 'repeatable'
  | 'encodes'
  | 'round-trip'
  | 'own-deviation'
  | 'canonical'
  | 'linear-time'
  | 'linear-memory'
  | 'retains-nothing';

/** A law that an input breaks. */
export interface Defect {
  readonly law: Law;
  /** Same for all inputs that show the same mistake, as far as can be told. */
  readonly key: string;
  readonly message: string;
}

export interface Read<Value> {
  readonly value: Value | null;
  readonly deviations: readonly Deviation[];
}

/** One way to read bytes: a decoder together with what it needs to know beside them, a path for example. */
export interface Reading {
  readonly label: string;
  /** Decodes and nothing else. */
  readonly read: (bytes: Uint8Array) => Read<unknown>;
  /** Decodes, and holds what came out against the laws. */
  readonly judge: (bytes: Uint8Array) => Defect | null;
}
