import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { codeToByte } from './codes.ts';
import type { CoapMessage, CoapOption, MessageType } from './message.ts';

const TYPE_BITS: Readonly<Record<MessageType, number>> = { CON: 0, NON: 1, ACK: 2, RST: 3 };
const MAX_OPTION_LENGTH = 269 + 0xffff;
const PAYLOAD_MARKER = 0xff;

/**
 * Lays a message out as bytes (RFC 7252 §3). Options are sorted by number; those of the same number keep their order.
 * It lays out whatever can be laid out: whether the message is legal is for `decodeMessage` to say.
 * @throws HarnessBugError `coap.*-range` when a field does not fit its place on the wire.
 */
export function encodeMessage(message: CoapMessage): Uint8Array {
  inRange('token', message.token.length, 8);
  inRange('message-id', message.messageId, 0xffff);
  const parts: Uint8Array[] = [
    Uint8Array.of(
      0x40 | (TYPE_BITS[message.type] << 4) | message.token.length,
      codeToByte(message.code),
      message.messageId >> 8,
      message.messageId & 0xff,
    ),
    message.token,
  ];
  let previous = 0;
  for (const option of message.options.toSorted((a, b) => a.number - b.number)) {
    parts.push(optionHeader(option, previous), option.value);
    previous = option.number;
  }
  if (message.payload.length > 0) parts.push(Uint8Array.of(PAYLOAD_MARKER), message.payload);
  return concat(parts);
}

function optionHeader(option: CoapOption, previous: number): Uint8Array {
  inRange('option-number', option.number, 0xffff);
  inRange('option-length', option.value.length, MAX_OPTION_LENGTH);
  const delta = nibble(option.number - previous);
  const length = nibble(option.value.length);
  return Uint8Array.of((delta.nibble << 4) | length.nibble, ...delta.extension, ...length.extension);
}

/** RFC 7252 §3.1: 13 and 14 stand for an extension of one and two bytes. */
function nibble(value: number): { readonly nibble: number; readonly extension: readonly number[] } {
  if (value < 13) return { nibble: value, extension: [] };
  if (value < 269) return { nibble: 13, extension: [value - 13] };
  return { nibble: 14, extension: [(value - 269) >> 8, (value - 269) & 0xff] };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function inRange(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new HarnessBugError(`coap.${field}-range`, `A CoAP message has no room for ${field} ${value}`, {
    hint: `Keep it an integer of 0–${max}; bytes that break the rules are built elsewhere, not by this encoder.`,
  });
}
