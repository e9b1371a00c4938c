import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import { holdsEntries, type LocatedTlvEntry, TLV_KINDS, type TlvKind } from './tlv.ts';

/** `entries` is null when the bytes cannot be taken apart; otherwise it holds all of them. */
export type DecodedTlv =
  | { readonly entries: readonly LocatedTlvEntry[]; readonly deviations: readonly Deviation[] }
  | { readonly entries: null; readonly deviations: readonly [...Deviation[], Deviation] };

type Parent = TlvKind | 'payload';

/** A resource instance at the top is for whoever knows the path to judge. */
const NESTING: Readonly<Record<Parent, readonly TlvKind[]>> = {
  payload: TLV_KINDS,
  'object-instance': ['multiple-resource', 'resource'],
  'multiple-resource': ['resource-instance'],
  'resource-instance': [],
  resource: [],
};

interface Header {
  readonly kind: TlvKind;
  readonly id: number;
  readonly valueOffset: number;
  readonly valueEnd: number;
  /** Length bits in the type byte beside a length field, where a receiver ignores them. */
  readonly strayLength: boolean;
}

export const tlvDeviation = deviationsOf('tlv', 'TS 1.0 §6.4.3');

/**
 * Takes a TLV payload apart (TS 1.0 §6.4.3). Total and linear: entries nest at most three deep.
 * Ids and lengths in a longer form than needed are legal.
 */
export function decodeTlv(bytes: Uint8Array): DecodedTlv {
  const deviations: Deviation[] = [];
  const entries = readEntries(bytes, 'payload', 0, bytes.length, deviations);
  return Array.isArray(entries)
    ? { entries, deviations }
    : { entries: null, deviations: [...deviations, entries] };
}

/** Gives the deviation that stops it, in place of entries. */
function readEntries(
  bytes: Uint8Array,
  parent: Parent,
  start: number,
  end: number,
  deviations: Deviation[],
): LocatedTlvEntry[] | Deviation {
  const entries: LocatedTlvEntry[] = [];
  const ids = new Set<number>();
  for (let offset = start; offset < end; ) {
    const header = readHeader(bytes, offset, end);
    if ('code' in header) return header;
    const { kind, id, valueOffset, valueEnd, strayLength } = header;
    if (!NESTING[parent].includes(kind)) return tlvDeviation('nesting', `${kind} inside ${parent}`, offset);
    if (strayLength) {
      const message = 'Bits 2–0 of the type are set beside a length field, where they say nothing';
      deviations.push(tlvDeviation('length-bits', message, offset, { level: 'should' }));
    }
    if (ids.has(id)) deviations.push(tlvDeviation('duplicate-id', `Id ${id} appears more than once`, offset));
    ids.add(id);

    const holder = holdsEntries(kind);
    const children = holder ? readEntries(bytes, kind, valueOffset, valueEnd, deviations) : [];
    if (!Array.isArray(children)) return children;
    const value = bytes.subarray(holder ? valueEnd : valueOffset, valueEnd);
    entries.push({ kind, id, value, children, offset, valueOffset });
    offset = valueEnd;
  }
  return entries;
}

function readHeader(bytes: Uint8Array, offset: number, end: number): Header | Deviation {
  const type = bytes[offset] ?? 0;
  const idBytes = (type & 0x20) === 0 ? 1 : 2;
  const lengthBytes = (type >> 3) & 3;
  const valueOffset = offset + 1 + idBytes + lengthBytes;
  if (valueOffset > end) {
    return tlvDeviation('truncated', 'The bytes end inside an identifier or a length', offset);
  }
  const length = lengthBytes === 0 ? type & 7 : readUint(bytes, offset + 1 + idBytes, lengthBytes);
  if (length > end - valueOffset) {
    return tlvDeviation('length', `Length ${length} where ${end - valueOffset} bytes are left`, offset);
  }
  return {
    kind: TLV_KINDS[type >> 6] ?? 'resource',
    id: readUint(bytes, offset + 1, idBytes),
    valueOffset,
    valueEnd: valueOffset + length,
    strayLength: lengthBytes > 0 && (type & 7) !== 0,
  };
}

function readUint(bytes: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let index = start; index < start + length; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}
