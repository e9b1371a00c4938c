import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { PAYLOAD_MARKER } from './decode-options.ts';
import { extensionSize, MAX_EXTENDED, nibbleFor, writeExtension } from './extended-number.ts';
import type { CoapOption } from './message.ts';
import { copyInto } from './octets.ts';

const MAX_OPTION_NUMBER = 0xffff;

/** The same options in the order of their numbers; those of the same number keep theirs. */
export function inWireOrder(options: readonly CoapOption[]): readonly CoapOption[] {
  let previous = 0;
  for (const { number } of options) {
    if (number < previous) return options.toSorted((a, b) => a.number - b.number);
    previous = number;
  }
  return options;
}

/**
 * Bytes that ordered options take on the wire, without payload marker.
 * @throws HarnessBugError `coap.option-number-range`, `coap.option-length-range`
 */
export function optionsSize(options: readonly CoapOption[]): number {
  let size = 0;
  let previous = 0;
  for (const { number, value } of options) {
    inRange('option-number', number, MAX_OPTION_NUMBER);
    inRange('option-length', value.length, MAX_EXTENDED);
    const extensions = extensionSize(nibbleFor(number - previous)) + extensionSize(nibbleFor(value.length));
    size += 1 + extensions + value.length;
    previous = number;
  }
  return size;
}

/** Marker and payload; nothing for no payload. */
export function payloadSize(payload: Uint8Array): number {
  return payload.length === 0 ? 0 : payload.length + 1;
}

/** Writes ordered options (RFC 7252 §3.1) and returns the offset behind them. */
export function writeOptions(bytes: Uint8Array, start: number, options: readonly CoapOption[]): number {
  let offset = start;
  let previous = 0;
  for (const { number, value } of options) {
    const delta = number - previous;
    bytes[offset] = (nibbleFor(delta) << 4) | nibbleFor(value.length);
    offset = writeExtension(bytes, offset + 1, delta);
    offset = writeExtension(bytes, offset, value.length);
    offset = copyInto(bytes, offset, value);
    previous = number;
  }
  return offset;
}

/** Writes payload marker and payload, if any, and returns the offset behind them. */
export function writePayload(bytes: Uint8Array, offset: number, payload: Uint8Array): number {
  if (payload.length === 0) return offset;
  bytes[offset] = PAYLOAD_MARKER;
  return copyInto(bytes, offset + 1, payload);
}

/** @throws HarnessBugError `coap.<field>-range` unless the value is an integer of 0–max. */
export function inRange(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new HarnessBugError(`coap.${field}-range`, `A CoAP message has no room for ${field} ${value}`, {
    hint: `Keep it an integer of 0–${max}; bytes that break the rules are built with "illegal".`,
  });
}
