import { coapDeviation } from './coap-deviations.ts';
import { byteToCode } from './codes.ts';
import { checkContent, mayDeviate } from './content-rules.ts';
import { decodeOptions, decodePayload, NO_BYTES } from './decode-options.ts';
import type { Deviation } from './deviation.ts';
import { checkEmpty } from './empty-rules.ts';
import type { CoapMessage, CoapOption, MessageType } from './message.ts';
import { judgementOf } from './message-kind.ts';
import { checkTypeAndCode } from './message-rules.ts';
import { octet } from './octets.ts';

/**
 * What bytes say. The message is null only where nobody could tell what was meant, and then the first deviation is
 * the reason; a strict receiver accepts when it is not null and no deviation is a `must`.
 */
export type Decoded =
  | { readonly message: CoapMessage; readonly deviations: readonly Deviation[] }
  | { readonly message: null; readonly deviations: readonly [Deviation, ...Deviation[]] };

export interface Header {
  readonly type: MessageType;
  readonly messageId: number;
}

const VERSION = 1;
const HEADER_LENGTH = 4;
const MAX_TOKEN_LENGTH = 8;
const TYPES = ['CON', 'NON', 'ACK', 'RST'] as const satisfies readonly MessageType[];

/**
 * Decodes one UDP datagram (RFC 7252 §3). Total: any bytes give a result, in linear time.
 * Token, option values and payload are views of the given bytes.
 */
export function decodeMessage(bytes: Uint8Array): Decoded {
  if (bytes.length < HEADER_LENGTH) return unreadableHeader(bytes);
  const first = octet(bytes, 0);
  if (first >> 6 !== VERSION) return unreadableHeader(bytes);

  const found: Deviation[] = [];
  const type = typeOf(first);
  const codeByte = octet(bytes, 1);
  const code = byteToCode(codeByte);
  const judgement = judgementOf(codeByte);
  const { kind } = judgement;
  checkTypeAndCode(type, kind, code, found);
  const tokenLength = first & 0x0f;
  const start = HEADER_LENGTH + tokenLength;
  if (tokenLength > MAX_TOKEN_LENGTH) return unreadable(tokenTooLong(tokenLength), found);
  if (start > bytes.length) return unreadable(truncatedToken(tokenLength, bytes), found);

  const { buffer } = bytes;
  const options: CoapOption[] = [];
  const end = decodeOptions(bytes, buffer, start, judgement, options, found);
  if (typeof end !== 'number') return unreadable(end, found);
  const payload = decodePayload(bytes, buffer, end, found);
  const token =
    tokenLength === 0 ? NO_BYTES : new Uint8Array(buffer, bytes.byteOffset + HEADER_LENGTH, tokenLength);
  const messageId = (octet(bytes, 2) << 8) | octet(bytes, 3);
  const message: CoapMessage = { type, code, messageId, token, options, payload };
  if (kind === 'empty') checkEmpty(message, start, bytes.length - payload.length, found);
  else if (mayDeviate(codeByte, options, payload)) {
    const payloadOffset = bytes.length - payload.length;
    checkContent(
      { content: message, kind, reliable: false, bytes, optionsOffset: start, payloadOffset },
      found,
    );
  }
  return { message, deviations: found };
}

/**
 * Type and Message ID, as far as a Reset can be sent for bytes that are otherwise not understood (RFC 7252 §4.2).
 * Null when the bytes are too short or of another version: those are ignored without a word (RFC 7252 §3).
 */
export function readHeader(bytes: Uint8Array): Header | null {
  if (bytes.length < HEADER_LENGTH) return null;
  const first = octet(bytes, 0);
  if (first >> 6 !== VERSION) return null;
  return { type: typeOf(first), messageId: (octet(bytes, 2) << 8) | octet(bytes, 3) };
}

function typeOf(first: number): MessageType {
  return TYPES[(first >> 4) & 3] ?? 'RST';
}

function unreadable(fault: Deviation, found: readonly Deviation[]): Decoded {
  return { message: null, deviations: [fault, ...found] };
}

/** What is behind the first byte of another version has no meaning that anybody knows. */
function unreadableHeader(bytes: Uint8Array): Decoded {
  const found: Deviation[] = [];
  if (bytes.length > 0 && octet(bytes, 0) >> 6 !== VERSION) {
    found.push(coapDeviation('version', `Version ${octet(bytes, 0) >> 6} instead of ${VERSION}`, 0));
  }
  const [fault, ...rest] = found;
  if (fault !== undefined && bytes.length >= HEADER_LENGTH) return unreadable(fault, rest);
  const message = `${bytes.length} bytes are less than the header of ${HEADER_LENGTH}`;
  return unreadable(coapDeviation('too-short', message, bytes.length), found);
}

function tokenTooLong(length: number): Deviation {
  return coapDeviation('token-length', `Token length ${length} is reserved`, 0);
}

function truncatedToken(length: number, bytes: Uint8Array): Deviation {
  const there = bytes.length - HEADER_LENGTH;
  const message = `Token of ${length} bytes announced, ${there} are there`;
  return coapDeviation('token-truncated', message, HEADER_LENGTH);
}
