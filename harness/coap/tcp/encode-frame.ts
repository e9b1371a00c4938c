import { codeToByte } from '../message/codes.ts';
import {
  inRange,
  inWireOrder,
  optionsSize,
  payloadSize,
  writeOptions,
  writePayload,
} from '../message/encode-options.ts';
import type { MessageContent } from '../message/message.ts';
import { copyInto } from '../message/octets.ts';
import { lengthFieldSize, MAX_CONTENT_LENGTH, writeLengthField } from './frame-header.ts';

const MAX_TOKEN_LENGTH = 8;

/**
 * Lays a message out as one frame (RFC 8323 §3.2): a message over TCP or TLS has no type and no Message ID.
 * Options are sorted by number; those of the same number keep their order.
 * @throws HarnessBugError `coap.*-range` when a field does not fit its place on the wire.
 */
export function encodeFrame({ code, token, options, payload }: MessageContent): Uint8Array {
  inRange('token', token.length, MAX_TOKEN_LENGTH);
  const ordered = inWireOrder(options);
  const contentLength = optionsSize(ordered) + payloadSize(payload);
  inRange('content-length', contentLength, MAX_CONTENT_LENGTH);
  const bytes = new Uint8Array(lengthFieldSize(contentLength) + 1 + token.length + contentLength);
  const codeOffset = writeLengthField(bytes, contentLength, token.length);
  bytes[codeOffset] = codeToByte(code);
  let offset = copyInto(bytes, codeOffset + 1, token);
  offset = writeOptions(bytes, offset, ordered);
  writePayload(bytes, offset, payload);
  return bytes;
}
