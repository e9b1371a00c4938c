import { isUtf8 } from 'node:buffer';
import type { Deviation } from '../../../coap/message/deviation.ts';
import type { Decoded } from '../decoded-content.ts';
import { type JsonDocument, jsonDeviation } from './json-value.ts';
import { locatedJson } from './located-json.ts';
import { plainJson } from './plain-json.ts';

const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const nothingToLocate = () => 0;

/**
 * Reads JSON (RFC 8259) and hands the document on. Total and linear. As long as nobody finds anything wrong JSON.parse does
 * it; only then, or where JSON.parse would lose something, it is read with offsets, and interpreted once more.
 */
export function readJson<Content>(
  bytes: Uint8Array,
  interpret: (document: JsonDocument) => Decoded<Content>,
): Decoded<Content> {
  if (!isUtf8(bytes)) return { node: null, deviations: [invalidUtf8(bytes)] };
  const text = utf8Decoder.decode(bytes);
  const root = plainJson(text);
  if (root !== undefined) {
    const decoded = interpret({ root, offsetOf: nothingToLocate });
    if (decoded.node !== null && decoded.deviations.length === 0) return decoded;
  }
  const { document, deviations } = locatedJson(text);
  if (document === null) return { node: null, deviations };
  const decoded = interpret(document);
  return { node: decoded.node, deviations: [...deviations, ...decoded.deviations] };
}

function invalidUtf8(bytes: Uint8Array): Deviation {
  const clause = 'RFC 8259 §8.1';
  return jsonDeviation('utf8', 'Text that is not UTF-8', firstInvalid(bytes), { clause });
}

/** Where decoding puts a replacement character that the bytes do not have. */
function firstInvalid(bytes: Uint8Array): number {
  const text = utf8Decoder.decode(bytes);
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) break;
    offset += 3;
    from = at + 1;
  }
  return offset;
}
