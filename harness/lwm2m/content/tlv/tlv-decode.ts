import type { Deviation } from '../../../coap/message/deviation.ts';
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
  /** Length bits in the type byte beside a length field, where they have no meaning. */
  readonly strayLength: boolean;
}

/**
 * Takes a TLV payload apart (TS 1.0 §6.4.3). Total and linear: entries nest at most three deep.
 * Ids and lengths in a longer form than needed are legal.
 */
export function decodeTlv(bytes: Uint8Array): DecodedTlv {
  const deviations: Deviation[] = [];
  const entries = readEntries(bytes, { parent: 'payload', start: 0, end: bytes.length }, deviations);
  return Array.isArray(entries)
    ? { entries, deviations }
    : { entries: null, deviations: [...deviations, entries] };
}

/** Gives the deviation that stops it, in place of entries. */
function readEntries(
  bytes: Uint8Array,
  { parent, start, end }: { readonly parent: Parent; readonly start: number; readonly end: number },
  deviations: Deviation[],
): LocatedTlvEntry[] | Deviation {
  const entries: LocatedTlvEntry[] = [];
  const ids = new Set<number>();
  for (let offset = start; offset < end; ) {
    const header = readHeader(bytes, offset, end);
    if ('code' in header) return header;
    const { kind, id, valueOffset, valueEnd, strayLength } = header;
    if (!NESTING[parent].includes(kind)) return deviation('nesting', `${kind} inside ${parent}`, offset);
    if (strayLength)
      deviations.push(deviation('length-bits', 'Length bits set beside a length field', offset));
    if (ids.has(id)) deviations.push(deviation('duplicate-id', `Id ${id} appears more than once`, offset));
    ids.add(id);

    const inside = { parent: kind, start: valueOffset, end: valueEnd };
    const children = holdsEntries(kind) ? readEntries(bytes, inside, deviations) : [];
    if (!Array.isArray(children)) return children;
    const value = bytes.subarray(holdsEntries(kind) ? valueEnd : valueOffset, valueEnd);
    entries.push({ kind, id, value, children, offset, valueOffset });
    offset = valueEnd;
  }
  return entries;
}

function readHeader(bytes: Uint8Array, offset: number, end: number): Header | Deviation {
  const type = bytes[offset] ?? 0;
  const idEnd = offset + ((type & 0x20) === 0 ? 2 : 3);
  const lengthBytes = (type >> 3) & 3;
  const valueOffset = idEnd + lengthBytes;
  if (valueOffset > end)
    return deviation('truncated', 'The bytes end inside an identifier or a length', offset);
  const length = lengthBytes === 0 ? type & 7 : uint(bytes.subarray(idEnd, valueOffset));
  if (length > end - valueOffset) {
    return deviation('length', `Length ${length} where ${end - valueOffset} bytes are left`, offset);
  }
  return {
    kind: TLV_KINDS[type >> 6] ?? 'resource',
    id: uint(bytes.subarray(offset + 1, idEnd)),
    valueOffset,
    valueEnd: valueOffset + length,
    strayLength: lengthBytes > 0 && (type & 7) !== 0,
  };
}

function uint(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function deviation(code: string, message: string, offset: number): Deviation {
  return { code: `tlv.${code}`, message, offset, clause: 'TS 1.0 §6.4.3', level: 'must' };
}
