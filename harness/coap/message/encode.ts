import { codeToByte } from './codes.ts';
import {
  inRange,
  inWireOrder,
  optionsSize,
  payloadSize,
  writeOptions,
  writePayload,
} from './encode-options.ts';
import type { CoapMessage, MessageType } from './message.ts';
import { copyInto } from './octets.ts';

const VERSION_BITS = 0x40;
export const TYPE_BITS: Readonly<Record<MessageType, number>> = { CON: 0, NON: 0x10, ACK: 0x20, RST: 0x30 };
const HEADER_LENGTH = 4;
const MAX_TOKEN_LENGTH = 8;

/**
 * Lays a message out as bytes (RFC 7252 §3). Options are sorted by number; those of the same number keep their order.
 * It lays out whatever can be laid out: whether the message is legal is for `decodeMessage` to say.
 * @throws HarnessBugError `coap.*-range` when a field does not fit its place on the wire.
 */
export function encodeMessage(message: CoapMessage): Uint8Array {
  const { type, code, messageId, token, payload } = message;
  inRange('token', token.length, MAX_TOKEN_LENGTH);
  inRange('message-id', messageId, 0xffff);
  const options = inWireOrder(message.options);
  const size = HEADER_LENGTH + token.length + optionsSize(options) + payloadSize(payload);
  const bytes = new Uint8Array(size);
  bytes[0] = VERSION_BITS | TYPE_BITS[type] | token.length;
  bytes[1] = codeToByte(code);
  bytes[2] = messageId >> 8;
  bytes[3] = messageId & 0xff;
  let offset = copyInto(bytes, HEADER_LENGTH, token);
  offset = writeOptions(bytes, offset, options);
  writePayload(bytes, offset, payload);
  return bytes;
}
