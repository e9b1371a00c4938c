import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { CoapMessage, CoapOption } from './message.ts';
import { OptionNumber, optionDefinition } from './option-registry.ts';
import { joinPath, joinQuery, splitPath } from './uri-path.ts';

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Longest uint that a JavaScript number holds exactly. */
const MAX_EXACT_BYTES = 6;

export function stringOption(number: number, text: string): CoapOption {
  return { number, value: utf8Encoder.encode(text) };
}

/**
 * The shortest form: zero is the empty value (RFC 7252 §3.2).
 * @throws HarnessBugError `coap.uint-range` unless the value is an integer of 0–2³²−1.
 */
export function uintOption(number: number, value: number): CoapOption {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new HarnessBugError('coap.uint-range', `Option ${number} cannot carry ${value}`, {
      hint: 'A uint option is an integer of 0–4294967295.',
    });
  }
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return { number, value: Uint8Array.from(bytes) };
}

/** Values of every occurrence, in wire order. */
export function optionValues(message: Pick<CoapMessage, 'options'>, number: number): Uint8Array[] {
  return message.options.filter(option => option.number === number).map(option => option.value);
}

export function hasOption(message: Pick<CoapMessage, 'options'>, number: number): boolean {
  return message.options.some(option => option.number === number);
}

/**
 * Value of the first occurrence. Undefined when there is none, or when it is longer than the option allows:
 * such an option counts as not recognized (RFC 7252 §5.4.3).
 */
export function uintValue(message: Pick<CoapMessage, 'options'>, number: number): number | undefined {
  const value = message.options.find(option => option.number === number)?.value;
  if (value === undefined || value.length > (optionDefinition(number)?.maxLength ?? MAX_EXACT_BYTES)) {
    return undefined;
  }
  return uintOf(value);
}

/** Big-endian unsigned number of at most 6 bytes; leading zeros do not matter. */
export function uintOf(value: Uint8Array): number {
  return value.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Bytes that are not UTF-8 appear as U+FFFD. */
export function stringValues(message: Pick<CoapMessage, 'options'>, number: number): string[] {
  return optionValues(message, number).map(value => utf8Decoder.decode(value));
}

/** `/3/0/0`, `/` for none. A reserved character inside a segment is percent-encoded (RFC 7252 §6.5). */
export function pathOf(message: Pick<CoapMessage, 'options'>): string {
  return joinPath(stringValues(message, OptionNumber.uriPath));
}

/** `['ep=x', 'lt=60']`, as they are on the wire: nothing is percent-encoded. */
export function queryOf(message: Pick<CoapMessage, 'options'>): string[] {
  return stringValues(message, OptionNumber.uriQuery);
}

/** `/rd/5a3f`, with `?…` where there is a Location-Query; the empty string when there is no location at all. */
export function locationOf(message: CoapMessage): string {
  const path = stringValues(message, OptionNumber.locationPath);
  const query = stringValues(message, OptionNumber.locationQuery);
  if (path.length === 0 && query.length === 0) return '';
  return joinPath(path) + joinQuery(query);
}

/** @throws HarnessBugError `coap.path-syntax` when the path has a broken percent-encoding. */
export function pathOptions(path: string): CoapOption[] {
  return splitPath(path).map(segment => stringOption(OptionNumber.uriPath, segment));
}

/** @throws HarnessBugError `coap.path-syntax` when the path has a broken percent-encoding. */
export function locationOptions(path: string): CoapOption[] {
  return splitPath(path).map(segment => stringOption(OptionNumber.locationPath, segment));
}

/** One Uri-Query each: `queryOptions(['ep=x', 'lt=60'])`. */
export function queryOptions(items: readonly string[]): CoapOption[] {
  return items.map(item => stringOption(OptionNumber.uriQuery, item));
}
