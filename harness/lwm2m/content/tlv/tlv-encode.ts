import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { holdsEntries, TLV_KINDS, type TlvEntry } from './tlv.ts';

const MAX_ID = 0xffff;
const MAX_LENGTH = 0xff_ffff;

/**
 * Lays entries out, ids and lengths in their shortest form (TS 1.0 §6.4.3).
 * @throws HarnessBugError `tlv.range` when an id or a length is too large for TLV.
 */
export function encodeTlv(entries: readonly TlvEntry[]): Uint8Array {
  return new Uint8Array(encodeAll(entries));
}

function encodeAll(entries: readonly TlvEntry[]): Buffer {
  return Buffer.concat(entries.flatMap(encodeEntry));
}

function encodeEntry(entry: TlvEntry): Uint8Array[] {
  const value = holdsEntries(entry.kind) ? encodeAll(entry.children) : entry.value;
  return [header(entry, value.length), value];
}

function header({ kind, id }: TlvEntry, length: number): Uint8Array {
  inRange('Id', id, MAX_ID);
  inRange('Length', length, MAX_LENGTH);
  const idBytes = id < 0x100 ? [id] : [id >> 8, id & 0xff];
  const lengthBytes = lengthField(length);
  const type =
    (TLV_KINDS.indexOf(kind) << 6) |
    (idBytes.length === 2 ? 0x20 : 0) |
    (lengthBytes.length << 3) |
    (lengthBytes.length === 0 ? length : 0);
  return Uint8Array.of(type, ...idBytes, ...lengthBytes);
}

/** Lengths below 8 go into the type byte. */
function lengthField(length: number): number[] {
  if (length < 8) return [];
  if (length < 0x100) return [length];
  if (length < 0x1_0000) return [length >> 8, length & 0xff];
  return [length >> 16, (length >> 8) & 0xff, length & 0xff];
}

function inRange(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new HarnessBugError('tlv.range', `${field} ${value} does not fit into TLV`, {
    hint: `Keep it an integer of 0–${max}, or send larger content in another format.`,
  });
}
