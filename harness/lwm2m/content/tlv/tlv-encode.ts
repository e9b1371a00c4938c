import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { holdsEntries, TLV_KINDS, type TlvEntry } from './tlv.ts';
import { SHORTEST, type TlvForm } from './tlv-form.ts';

const MAX_ID = 0xffff;
const MAX_LENGTH = 0xff_ffff;
const MAX_SHORT_LENGTH = 7;

interface Layout {
  readonly entry: TlvEntry;
  /** Bytes of the value. */
  readonly length: number;
  readonly idBytes: number;
  readonly lengthBytes: number;
  readonly children: readonly Layout[];
}

/**
 * Lays entries out, in whatever nesting they have: what TS 1.0 §6.4.3 forbids there can be sent on purpose.
 * @param form legal longer forms; the shortest without
 * @throws HarnessBugError `tlv.range` when an id or a length is too large for TLV.
 */
export function encodeTlv(entries: readonly TlvEntry[], form: TlvForm = SHORTEST): Uint8Array {
  const layouts = entries.map(entry => layOut(entry, form));
  const bytes = new Uint8Array(layouts.reduce((sum, layout) => sum + size(layout), 0));
  writeAll(bytes, 0, layouts, form.ignoredBits ?? 0);
  return bytes;
}

function layOut(entry: TlvEntry, form: TlvForm): Layout {
  const children = holdsEntries(entry.kind) ? entry.children.map(child => layOut(child, form)) : [];
  const length = holdsEntries(entry.kind)
    ? children.reduce((sum, child) => sum + size(child), 0)
    : entry.value.length;
  inRange('Id', entry.id, MAX_ID);
  inRange('Length', length, MAX_LENGTH);
  return {
    entry,
    length,
    idBytes: form.idBytes ?? (entry.id > 0xff ? 2 : 1),
    lengthBytes: Math.max(form.lengthBytes ?? 0, lengthBytesFor(length)),
    children,
  };
}

function lengthBytesFor(length: number): number {
  if (length <= MAX_SHORT_LENGTH) return 0;
  if (length <= 0xff) return 1;
  return length <= 0xffff ? 2 : 3;
}

function size({ idBytes, lengthBytes, length }: Layout): number {
  return 1 + idBytes + lengthBytes + length;
}

function writeAll(bytes: Uint8Array, start: number, layouts: readonly Layout[], ignoredBits: number): void {
  let at = start;
  for (const { entry, length, idBytes, lengthBytes, children } of layouts) {
    bytes[at] =
      (TLV_KINDS.indexOf(entry.kind) << 6) |
      (idBytes === 2 ? 0x20 : 0) |
      (lengthBytes << 3) |
      (lengthBytes === 0 ? length : ignoredBits & MAX_SHORT_LENGTH);
    at = writeUint(bytes, at + 1, entry.id, idBytes);
    at = writeUint(bytes, at, length, lengthBytes);
    if (holdsEntries(entry.kind)) writeAll(bytes, at, children, ignoredBits);
    else bytes.set(entry.value, at);
    at += length;
  }
}

function writeUint(bytes: Uint8Array, at: number, value: number, length: number): number {
  for (let index = 0; index < length; index += 1) {
    bytes[at + index] = value >> (8 * (length - 1 - index));
  }
  return at + length;
}

function inRange(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new HarnessBugError('tlv.range', `${field} ${value} does not fit into TLV`, {
    hint: `Keep it an integer of 0–${max}, or send larger content in another format.`,
  });
}
