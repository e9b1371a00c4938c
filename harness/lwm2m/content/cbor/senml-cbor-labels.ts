import type { SenmlRecord } from '../senml/record.ts';

export type SenmlLabel = keyof SenmlRecord;

/**
 * Integer labels, in the order in which records are written; no others will ever be added (RFC 8428 §6). The label of
 * object links is text, like that of every extension.
 */
const INTEGER_LABELS: readonly (readonly [label: SenmlLabel, key: number])[] = [
  ['bn', -2],
  ['bt', -3],
  ['bu', -4],
  ['bv', -5],
  ['bs', -6],
  ['bver', -1],
  ['n', 0],
  ['u', 1],
  ['v', 2],
  ['vs', 3],
  ['vb', 4],
  ['vd', 8],
  ['s', 5],
  ['t', 6],
  ['ut', 7],
];

export const OBJECT_LINK_LABEL = 'vlo';

export const LABELS: readonly (readonly [label: SenmlLabel, key: number | string])[] = [
  ...INTEGER_LABELS,
  [OBJECT_LINK_LABEL, OBJECT_LINK_LABEL],
];

/** By the key in CBOR: integers, and `vlo`. */
export const LABEL_OF_KEY: ReadonlyMap<unknown, SenmlLabel> = new Map(
  LABELS.map(([label, key]) => [key, label]),
);

/** By the name that JSON has for it. */
export const LABEL_OF_NAME: ReadonlyMap<string, SenmlLabel> = new Map(
  LABELS.map(([label]) => [label, label]),
);
