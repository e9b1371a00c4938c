import type { TlvEntry } from '../lwm2m/content/tlv/tlv.ts';
import { decodeTlv } from '../lwm2m/content/tlv/tlv-decode.ts';
import { hexDump } from './hex-dump.ts';
import { visibleText } from './visible-text.ts';

const MAX_ENTRIES = 200;

/** A TLV payload as a tree, one entry a line, then its bytes. Types are not known, so a value is shown in each way it reads. */
export function tlvLines(payload: Uint8Array): readonly string[] {
  const { entries, deviations } = decodeTlv(payload);
  const notes = deviations.map(({ message, offset }) => `! byte ${offset}: ${visibleText(message, 200)}`);
  const tree = (entries ?? []).flatMap(entry => entryLines(entry, ''));
  const rest = tree.length > MAX_ENTRIES ? [`… ${tree.length - MAX_ENTRIES} more entries`] : [];
  return [
    ...notes,
    ...tree.slice(0, MAX_ENTRIES),
    ...rest,
    ...(tree.length > 0 ? [''] : []),
    ...hexDump(payload),
  ];
}

function entryLines({ kind, id, value, children }: TlvEntry, indent: string): readonly string[] {
  const name = `${indent}${kind} ${id}`;
  if (kind === 'object-instance' || kind === 'multiple-resource') {
    return [name, ...children.flatMap(child => entryLines(child, `${indent}  `))];
  }
  return [`${name} = ${readings(value)}`];
}

/** `"Acme"`, `0x14 (integer 20)`, `0x (empty)`. */
function readings(value: Uint8Array): string {
  const hex = `0x${Buffer.from(value).toString('hex')}`;
  if (value.length === 0) return `${hex} (empty)`;
  const text = new TextDecoder().decode(value);
  if (value.length > 1 && /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]+$/u.test(text) && !text.includes('\ufffd')) {
    return `"${visibleText(text, 200)}"`;
  }
  if ([1, 2, 4, 8].includes(value.length)) {
    const integer = BigInt.asIntN(8 * value.length, BigInt(hex));
    return `${hex} (integer ${integer})`;
  }
  return visibleText(hex, 200);
}
