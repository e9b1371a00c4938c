import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption, uintValue } from '../coap/message/options.ts';
import { decodeContent, encodeContent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { encodeTlvContent } from '../lwm2m/content/tlv/tlv-content.ts';
import type { TlvForm } from '../lwm2m/content/tlv/tlv-form.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';
import { type Lwm2mPath, parsePath } from '../lwm2m/path.ts';

type Write = (path: Lwm2mPath, node: Lwm2mNode) => { readonly format: number; readonly payload: Uint8Array };

/** Writes the content of a path in TLV of another form, and after a change; only what is in TLV already. */
export function inTlv(
  form: TlvForm,
  change: (node: Lwm2mNode) => Lwm2mNode = node => node,
): (message: CoapMessage, path: string) => CoapMessage {
  return rewriting([ContentFormat.tlv], (path, node) => ({
    format: ContentFormat.tlv,
    payload: encodeTlvContent(path, change(node), form),
  }));
}

/** Writes the content of a path in another format, one that can carry it. */
export function inFormat(format: number): (message: CoapMessage, path: string) => CoapMessage {
  return rewriting([ContentFormat.tlv, ContentFormat.text], (path, node) => ({
    format,
    payload: encodeContent(format, path, node),
  }));
}

/** What is of another format, or cannot be read, stays. */
function rewriting(formats: readonly number[], write: Write) {
  return (message: CoapMessage, path: string): CoapMessage => {
    const parsed = parsePath(path);
    const format = uintValue(message, OptionNumber.contentFormat) ?? -1;
    if (parsed === null || !formats.includes(format) || message.payload.length === 0) return message;
    const { node } = decodeContent(format, parsed, message.payload, definitionOf);
    if (node === null) return message;
    const written = write(parsed, node);
    const others = message.options.filter(({ number }) => number !== OptionNumber.contentFormat);
    const option = uintOption(OptionNumber.contentFormat, written.format);
    return { ...message, options: [...others, option], payload: written.payload };
  };
}
