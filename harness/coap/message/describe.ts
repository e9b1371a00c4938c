import { codeName, isEmpty } from './codes.ts';
import type { CoapMessage, CoapOption } from './message.ts';
import { OptionNumber, optionDefinition, optionName } from './option-registry.ts';
import { hasOption, locationOf, pathOf, queryOf, uintOf, uintValue } from './options.ts';
import { joinQuery } from './uri-path.ts';

/** Shown in a form of their own, not as `Name: value`. */
const FOLDED: ReadonlySet<number> = new Set([
  OptionNumber.uriPath,
  OptionNumber.uriQuery,
  OptionNumber.locationPath,
  OptionNumber.locationQuery,
  OptionNumber.contentFormat,
  OptionNumber.accept,
  OptionNumber.observe,
]);

/**
 * One line as people in the field write it: `CON 4711 GET /3/0/0 Accept: 11542 Observe: 0`,
 * `ACK 4711 2.05 Content [ct 11542] 23 bytes`. Holds no control characters, whatever a peer sent.
 */
export function describeMessage(message: CoapMessage): string {
  const { type, messageId, payload, options } = message;
  const others = options.filter(option => !FOLDED.has(option.number));
  return [
    type,
    String(messageId),
    codeText(message),
    ...uriText(message),
    ...uintText(message, 'Accept', OptionNumber.accept),
    ...uintText(message, 'Observe', OptionNumber.observe),
    ...locationText(message),
    ...others.map(optionText),
    ...formatText(message),
    ...(payload.length > 0 ? [`${payload.length} byte${payload.length === 1 ? '' : 's'}`] : []),
  ].join(' ');
}

/** Methods are known by name; responses by number and name. */
function codeText({ code }: CoapMessage): string {
  const name = codeName(code);
  if (name === null) return code;
  return code.startsWith('0.') ? name : `${code} ${name}`;
}

function uriText(message: CoapMessage): string[] {
  const hasUri = hasOption(message, OptionNumber.uriPath) || hasOption(message, OptionNumber.uriQuery);
  const isMethod = message.code.startsWith('0.') && !isEmpty(message.code);
  return hasUri || isMethod ? [pathOf(message) + joinQuery(queryOf(message))] : [];
}

function locationText(message: CoapMessage): string[] {
  const location = locationOf(message);
  return location === '' ? [] : [`Location: ${location}`];
}

function formatText(message: CoapMessage): string[] {
  if (!hasOption(message, OptionNumber.contentFormat)) return [];
  return [`[ct ${uintValue(message, OptionNumber.contentFormat) ?? '?'}]`];
}

function uintText(message: CoapMessage, name: string, number: number): string[] {
  return hasOption(message, number) ? [`${name}: ${uintValue(message, number) ?? '?'}`] : [];
}

function optionText(option: CoapOption): string {
  return `${optionName(option.number)}: ${valueText(option)}`;
}

function valueText({ number, value }: CoapOption): string {
  const definition = optionDefinition(number);
  const fits = definition !== undefined && value.length <= definition.maxLength;
  if (fits && (number === OptionNumber.block1 || number === OptionNumber.block2)) {
    return blockText(uintOf(value));
  }
  if (fits && definition.format === 'uint') return String(uintOf(value));
  if (fits && definition.format === 'string') return quoted(new TextDecoder().decode(value));
  return value.length === 0 ? 'empty' : `0x${Buffer.from(value).toString('hex')}`;
}

/** Control and formatting characters would let a peer rewrite the line that people read. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Number, more flag and size in bytes (RFC 7959 §2.2): `2/1/64`. */
function blockText(value: number): string {
  const exponent = value & 7;
  return `${value >> 4}/${(value >> 3) & 1}/${exponent === 7 ? 'reserved' : 2 ** (exponent + 4)}`;
}
