import type { CoapMessage } from '../coap/message/message.ts';
import type { TlvEntry } from '../lwm2m/content/tlv/tlv.ts';
import { decodeTlv } from '../lwm2m/content/tlv/tlv-decode.ts';
import { encodeTlv } from '../lwm2m/content/tlv/tlv-encode.ts';

type EntriesChange = (entries: readonly TlvEntry[]) => readonly TlvEntry[];

/** Changes the entries of a TLV payload; one that cannot be read stays as it is. */
export const withTlv =
  (change: EntriesChange): ((message: CoapMessage) => CoapMessage) =>
  message => {
    const { entries } = decodeTlv(message.payload);
    return entries === null ? message : { ...message, payload: encodeTlv(change(entries)) };
  };

/** Changes the value of the resources with this id, at any depth. */
export const withTlvValue = (
  id: number,
  change: (value: Uint8Array) => Uint8Array,
): ((message: CoapMessage) => CoapMessage) =>
  withTlv(entries => entries.map(entry => changed(entry, id, change)));

function changed(entry: TlvEntry, id: number, change: (value: Uint8Array) => Uint8Array): TlvEntry {
  const children = entry.children.map(child => changed(child, id, change));
  const meant = entry.kind === 'resource' && entry.id === id;
  return { ...entry, children, value: meant ? change(entry.value) : entry.value };
}
