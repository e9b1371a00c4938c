import type { Pattern } from '../coap/exchange/inbox.ts';

const HEADER_LENGTH = 4;

/** What may answer these bytes, however illegal: an ACK or Reset by their message id, a message of its own by their token. */
export function reactionTo(bytes: Uint8Array): Pattern {
  const [, , high = 0, low = 0] = bytes;
  const messageId = (high << 8) | low;
  const token = tokenIn(bytes);
  return {
    name: 'an answer',
    matches: message =>
      message.type === 'ACK' || message.type === 'RST'
        ? message.messageId === messageId
        : token.length > 0 && Buffer.from(message.token).equals(token),
  };
}

/** What stands where the token does, of the length that is announced. */
export function tokenIn(bytes: Uint8Array): Uint8Array {
  const [first = 0] = bytes;
  return bytes.subarray(HEADER_LENGTH, HEADER_LENGTH + (first & 0x0f));
}
