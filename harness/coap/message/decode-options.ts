import { coapDeviation } from './coap-deviations.ts';
import type { Deviation } from './deviation.ts';
import { extensionSize, MAX_PLAIN_NIBBLE, RESERVED_NIBBLE, readExtended } from './extended-number.ts';
import type { CoapOption } from './message.ts';
import type { OptionJudgement } from './message-kind.ts';
import { octet } from './octets.ts';
import { checkOption, checkUnknownOption, checkValue, isSound } from './option-rules.ts';

export const PAYLOAD_MARKER = 0xff;

export const NO_BYTES = new Uint8Array(0);

/**
 * Reads options from `start` (RFC 7252 §3.1) into `options`, and what is wrong with them into `found`. Values are
 * views. Returns the offset at which the options end, at the payload marker or behind the last byte, or why reading
 * stopped before.
 * @param buffer - of the bytes: asking for it takes as long as a view, so that happens once a message
 */
export function decodeOptions(
  bytes: Uint8Array,
  buffer: ArrayBufferLike,
  start: number,
  judgement: OptionJudgement,
  options: CoapOption[],
  found: Deviation[],
): number | Deviation {
  const { byteOffset, length: end } = bytes;
  const { kind, space } = judgement;
  let number = 0;
  let offset = start;
  while (offset < end) {
    const first = bytes[offset] ?? 0;
    if (first === PAYLOAD_MARKER) return offset;
    let valueOffset = offset + 1;
    let delta = first >> 4;
    if (delta > MAX_PLAIN_NIBBLE) {
      if (delta === RESERVED_NIBBLE) return reserved('delta', offset);
      const extensionOffset = valueOffset;
      valueOffset += extensionSize(delta);
      if (valueOffset > end) return truncated('the option delta', offset);
      delta = readExtended(bytes, delta, extensionOffset);
    }
    let length = first & 0x0f;
    if (length > MAX_PLAIN_NIBBLE) {
      if (length === RESERVED_NIBBLE) return reserved('length', offset);
      const extensionOffset = valueOffset;
      valueOffset += extensionSize(length);
      if (valueOffset > end) return truncated('the option length', offset);
      length = readExtended(bytes, length, extensionOffset);
    }
    const next = valueOffset + length;
    if (next > end) return truncatedValue(offset, length, end - valueOffset);

    number += delta;
    const value = length === 0 ? NO_BYTES : new Uint8Array(buffer, byteOffset + valueOffset, length);
    const definition = space[number];
    const repeats = delta === 0 && options.length > 0;
    if (definition === undefined) checkUnknownOption(number, kind, offset, found);
    else {
      if (!isSound(definition, length, repeats, kind))
        checkOption(definition, length, repeats, kind, offset, found);
      if (length > 0) checkValue(definition, value, valueOffset, found);
    }
    options.push({ number, value });
    offset = next;
  }
  return end;
}

/** The payload behind the options (RFC 7252 §3), as a view. */
export function decodePayload(
  bytes: Uint8Array,
  buffer: ArrayBufferLike,
  optionsEnd: number,
  found: Deviation[],
): Uint8Array {
  if (optionsEnd === bytes.length) return NO_BYTES;
  const start = optionsEnd + 1;
  if (start === bytes.length) found.push(emptyPayload(optionsEnd));
  return new Uint8Array(buffer, bytes.byteOffset + start, bytes.length - start);
}

/** Offset behind the option at an offset where `decodeOptions` has read one. */
export function behindOption(bytes: Uint8Array, offset: number): number {
  const first = octet(bytes, offset);
  const lengthOffset = offset + 1 + extensionSize(first >> 4);
  const valueOffset = lengthOffset + extensionSize(first & 0x0f);
  return valueOffset + readExtended(bytes, first & 0x0f, lengthOffset);
}

function reserved(field: 'delta' | 'length', offset: number): Deviation {
  return coapDeviation(
    `option-${field}-reserved`,
    `Option ${field} 15 is reserved for the payload marker`,
    offset,
  );
}

function truncatedValue(offset: number, length: number, there: number): Deviation {
  return truncated(`a value of ${length} bytes of which ${there} are there`, offset);
}

function truncated(where: string, offset: number): Deviation {
  return coapDeviation('option-truncated', `The message ends inside an option, in ${where}`, offset);
}

function emptyPayload(offset: number): Deviation {
  return coapDeviation('payload-empty', 'Payload marker with no payload behind it', offset);
}
