/** Raw TLV, before any value has a type (TS 1.0 §6.4.3). */

/** By the bits 7–6 of the type byte, 00 first. */
export const TLV_KINDS = ['object-instance', 'resource-instance', 'multiple-resource', 'resource'] as const;
export type TlvKind = (typeof TLV_KINDS)[number];

export interface TlvEntry {
  readonly kind: TlvKind;
  readonly id: number;
  /** Bytes of a resource or resource instance; empty for those that hold entries. */
  readonly value: Uint8Array;
  /** Entries of an object instance or multiple resource; empty for those that hold a value. */
  readonly children: readonly TlvEntry[];
}

/** An entry that was read, with where it was: byte offsets in the payload. */
export interface LocatedTlvEntry extends TlvEntry {
  readonly children: readonly LocatedTlvEntry[];
  /** Of the type byte. */
  readonly offset: number;
  readonly valueOffset: number;
}

/** Object instances and multiple resources hold entries, the others hold a value. */
export function holdsEntries(kind: TlvKind): boolean {
  return kind === 'object-instance' || kind === 'multiple-resource';
}
