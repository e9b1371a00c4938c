import { byteToCode } from './codes.ts';
import { decodeOptions } from './decode-options.ts';
import type { Deviation } from './deviation.ts';
import type { CoapMessage, MessageType } from './message.ts';
import { messageDeviations } from './message-rules.ts';

/**
 * What bytes say. The message is null only where nobody could tell what was meant; a strict receiver accepts
 * when it is not null and there are no deviations.
 */
export type Decoded =
  | { readonly message: CoapMessage; readonly deviations: readonly Deviation[] }
  | { readonly message: null; readonly deviations: readonly [Deviation, ...Deviation[]] };

export interface Header {
  readonly type: MessageType;
  readonly messageId: number;
}

const HEADER_LENGTH = 4;
const MAX_TOKEN_LENGTH = 8;
const TYPES = ['CON', 'NON', 'ACK', 'RST'] as const satisfies readonly MessageType[];

/**
 * Decodes one UDP datagram (RFC 7252 §3). Total: any bytes give a result, in linear time.
 * Token, option values and payload are views of the given bytes.
 */
export function decodeMessage(bytes: Uint8Array): Decoded {
  const [first, codeByte] = bytes;
  const header = readHeader(bytes);
  if (first === undefined || codeByte === undefined || header === null) return notDecoded(headerFault(bytes));

  const tokenLength = first & 0x0f;
  if (tokenLength > MAX_TOKEN_LENGTH) {
    return notDecoded({
      code: 'coap.token-length',
      message: `Token length ${tokenLength} is reserved`,
      offset: 0,
      clause: 'RFC 7252 §3',
      level: 'must',
    });
  }
  const tokenEnd = HEADER_LENGTH + tokenLength;
  if (tokenEnd > bytes.length) {
    return notDecoded({
      code: 'coap.token-truncated',
      message: `Token of ${tokenLength} bytes announced, ${bytes.length - HEADER_LENGTH} are there`,
      offset: HEADER_LENGTH,
      clause: 'RFC 7252 §3',
      level: 'must',
    });
  }

  const rest = decodeOptions(bytes, tokenEnd);
  if (rest.fault !== null) return { message: null, deviations: [rest.fault, ...rest.deviations] };
  const message: CoapMessage = {
    ...header,
    code: byteToCode(codeByte),
    token: bytes.subarray(HEADER_LENGTH, tokenEnd),
    options: rest.options,
    payload: rest.payload,
  };
  const at = { options: tokenEnd, payload: bytes.length - rest.payload.length };
  return { message, deviations: [...messageDeviations(message, at), ...rest.deviations] };
}

/**
 * Type and Message ID, as far as a Reset can be sent for bytes that are otherwise not understood (RFC 7252 §4.2).
 * Null when the bytes are too short or of another version: those are ignored without a word (RFC 7252 §3).
 */
export function readHeader(bytes: Uint8Array): Header | null {
  const [first, , high, low] = bytes;
  if (first === undefined || high === undefined || low === undefined || first >> 6 !== 1) return null;
  const type = TYPES[(first >> 4) & 3];
  return type === undefined ? null : { type, messageId: (high << 8) | low };
}

function headerFault(bytes: Uint8Array): Deviation {
  const [first] = bytes;
  if (first === undefined || bytes.length < HEADER_LENGTH) {
    return {
      code: 'coap.too-short',
      message: `${bytes.length} bytes are less than the header of ${HEADER_LENGTH}`,
      offset: bytes.length,
      clause: 'RFC 7252 §3',
      level: 'must',
    };
  }
  return {
    code: 'coap.version',
    message: `Version ${first >> 6} instead of 1`,
    offset: 0,
    clause: 'RFC 7252 §3',
    level: 'must',
  };
}

function notDecoded(fault: Deviation): Decoded {
  return { message: null, deviations: [fault] };
}
