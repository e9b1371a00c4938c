/**
 * CoAP options and the limits of their values: RFC 7252 §5.10, 7641 §2, 7959 §2.1 and §4, 7967 §2, 8613 §2, 8768 §3,
 * 9175 §2.2.1 and §3.2.1, 9177 §4.1, 9668 §3.1.
 */

export const OptionNumber = {
  ifMatch: 1,
  uriHost: 3,
  eTag: 4,
  ifNoneMatch: 5,
  observe: 6,
  uriPort: 7,
  locationPath: 8,
  oscore: 9,
  uriPath: 11,
  contentFormat: 12,
  maxAge: 14,
  uriQuery: 15,
  hopLimit: 16,
  accept: 17,
  qBlock1: 19,
  locationQuery: 20,
  edhoc: 21,
  block2: 23,
  block1: 27,
  size2: 28,
  qBlock2: 31,
  proxyUri: 35,
  proxyScheme: 39,
  size1: 60,
  echo: 252,
  noResponse: 258,
  requestTag: 292,
} as const;

export type OptionFormat = 'empty' | 'opaque' | 'uint' | 'string';

/** Kinds of messages that an option is defined for; `both` also where its document leaves it open. */
export type OptionScope = 'requests' | 'responses' | 'both';

export interface OptionDefinition {
  readonly number: number;
  /** As the standard writes it: `Uri-Path`. */
  readonly name: string;
  readonly format: OptionFormat;
  /** Bytes. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly repeatable: boolean;
  readonly scope: OptionScope;
}

/** Definitions by option number: CoAP has one such space, and every signalling message one of its own (RFC 8323 §5.2). */
export type OptionSpace = readonly (OptionDefinition | undefined)[];

export type OptionRow = readonly [
  number: number,
  name: string,
  format: OptionFormat,
  minLength: number,
  maxLength: number,
  scope: OptionScope,
  repeats?: 'repeatable',
];

const ROWS: readonly OptionRow[] = [
  [OptionNumber.ifMatch, 'If-Match', 'opaque', 0, 8, 'requests', 'repeatable'],
  [OptionNumber.uriHost, 'Uri-Host', 'string', 1, 255, 'requests'],
  [OptionNumber.eTag, 'ETag', 'opaque', 1, 8, 'both', 'repeatable'],
  [OptionNumber.ifNoneMatch, 'If-None-Match', 'empty', 0, 0, 'requests'],
  [OptionNumber.observe, 'Observe', 'uint', 0, 3, 'both'],
  [OptionNumber.uriPort, 'Uri-Port', 'uint', 0, 2, 'requests'],
  [OptionNumber.locationPath, 'Location-Path', 'string', 0, 255, 'responses', 'repeatable'],
  [OptionNumber.oscore, 'OSCORE', 'opaque', 0, 255, 'both'],
  [OptionNumber.uriPath, 'Uri-Path', 'string', 0, 255, 'requests', 'repeatable'],
  [OptionNumber.contentFormat, 'Content-Format', 'uint', 0, 2, 'both'],
  [OptionNumber.maxAge, 'Max-Age', 'uint', 0, 4, 'responses'],
  [OptionNumber.uriQuery, 'Uri-Query', 'string', 0, 255, 'requests', 'repeatable'],
  [OptionNumber.hopLimit, 'Hop-Limit', 'uint', 1, 1, 'both'],
  [OptionNumber.accept, 'Accept', 'uint', 0, 2, 'requests'],
  [OptionNumber.qBlock1, 'Q-Block1', 'uint', 0, 3, 'both'],
  [OptionNumber.locationQuery, 'Location-Query', 'string', 0, 255, 'responses', 'repeatable'],
  [OptionNumber.edhoc, 'EDHOC', 'empty', 0, 0, 'both'],
  [OptionNumber.block2, 'Block2', 'uint', 0, 3, 'both'],
  [OptionNumber.block1, 'Block1', 'uint', 0, 3, 'both'],
  [OptionNumber.size2, 'Size2', 'uint', 0, 4, 'both'],
  [OptionNumber.qBlock2, 'Q-Block2', 'uint', 0, 3, 'both', 'repeatable'],
  [OptionNumber.proxyUri, 'Proxy-Uri', 'string', 1, 1034, 'requests'],
  [OptionNumber.proxyScheme, 'Proxy-Scheme', 'string', 1, 255, 'requests'],
  [OptionNumber.size1, 'Size1', 'uint', 0, 4, 'both'],
  [OptionNumber.echo, 'Echo', 'opaque', 1, 40, 'both'],
  [OptionNumber.noResponse, 'No-Response', 'uint', 0, 1, 'requests'],
  [OptionNumber.requestTag, 'Request-Tag', 'opaque', 0, 8, 'requests', 'repeatable'],
];

export function optionDefinitions(rows: readonly OptionRow[]): readonly OptionDefinition[] {
  return rows.map(([number, name, format, minLength, maxLength, scope, repeats]) => ({
    number,
    name,
    format,
    minLength,
    maxLength,
    repeatable: repeats === 'repeatable',
    scope,
  }));
}

/** An array, not a map: an option is looked up for each one on the wire. */
export function optionSpace(definitions: readonly OptionDefinition[]): OptionSpace {
  const size = Math.max(-1, ...definitions.map(({ number }) => number)) + 1;
  const space = new Array<OptionDefinition | undefined>(size).fill(undefined);
  for (const definition of definitions) space[definition.number] = definition;
  return space;
}

export const OPTION_DEFINITIONS = optionDefinitions(ROWS);

/** Options of requests and responses. */
export const COAP_OPTIONS = optionSpace(OPTION_DEFINITIONS);

/** Undefined for an option that this registry does not know. */
export function optionDefinition(number: number): OptionDefinition | undefined {
  return COAP_OPTIONS[number];
}

/** `Uri-Path`, or `option 2049` where the number is not known. */
export function optionName(number: number): string {
  return COAP_OPTIONS[number]?.name ?? `option ${number}`;
}

/** An endpoint that does not understand a critical option rejects the message (RFC 7252 §5.4.6). */
export function isCritical(number: number): boolean {
  return (number & 1) === 1;
}

export function isElective(number: number): boolean {
  return !isCritical(number);
}

/** RFC 7252 §5.4.6 */
export function isUnsafeToForward(number: number): boolean {
  return (number & 2) === 2;
}

/** RFC 7252 §5.4.6 */
export function isNoCacheKey(number: number): boolean {
  return (number & 0x1e) === 0x1c;
}
