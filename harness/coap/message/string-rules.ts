import { isUtf8 } from 'node:buffer';
import { coapDeviation } from './coap-deviations.ts';
import type { Deviation } from './deviation.ts';
import { octet } from './octets.ts';
import { type OptionDefinition, OptionNumber } from './option-registry.ts';

const DOT = 0x2e;
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Adds what is wrong with a string value that is not empty: UTF-8 in Net-Unicode form, and no dot segment. */
export function checkString(
  definition: OptionDefinition,
  value: Uint8Array,
  offset: number,
  found: Deviation[],
): void {
  if (octet(value, 0) === DOT && isDotSegment(value)) checkDotSegment(definition, offset, found);
  if (isAscii(value)) return;
  if (!isUtf8(value)) {
    found.push(coapDeviation('string-utf8', `${definition.name} is not UTF-8`, offset));
    return;
  }
  const text = utf8Decoder.decode(value);
  if (text.normalize('NFC') === text) return;
  const message = `${definition.name} is not in normalization form C`;
  found.push(coapDeviation('string-normalization', message, offset));
}

/** Most values are, and need no look at UTF-8. Four bytes at a time take half the time. */
export function isAscii(bytes: Uint8Array): boolean {
  const { length } = bytes;
  let seen = 0;
  let index = 0;
  for (; index + 3 < length; index += 4) {
    seen |= octet(bytes, index) | octet(bytes, index + 1) | octet(bytes, index + 2) | octet(bytes, index + 3);
  }
  for (; index < length; index += 1) seen |= octet(bytes, index);
  return seen < 0x80;
}

function isDotSegment(value: Uint8Array): boolean {
  return value.length === 1 || (value.length === 2 && octet(value, 1) === DOT);
}

function checkDotSegment({ number, name }: OptionDefinition, offset: number, found: Deviation[]): void {
  if (number === OptionNumber.uriPath) {
    found.push(coapDeviation('path-dot-segment', `${name} is a dot segment`, offset));
  } else if (number === OptionNumber.locationPath) {
    found.push(coapDeviation('path-dot-segment', `${name} is a dot segment`, offset, 'RFC 7252 §5.10.7'));
  }
}
