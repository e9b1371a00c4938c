/** CoAP options and the limits of their values: RFC 7252 §5.10, 7641 §2, 7959 §2.1 and §4, 7967 §2, 8613 §2. */

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
  accept: 17,
  locationQuery: 20,
  block2: 23,
  block1: 27,
  size2: 28,
  proxyUri: 35,
  proxyScheme: 39,
  size1: 60,
  noResponse: 258,
} as const;

export type OptionFormat = 'empty' | 'opaque' | 'uint' | 'string';

export interface OptionDefinition {
  readonly number: number;
  /** As the standard writes it: `Uri-Path`. */
  readonly name: string;
  readonly format: OptionFormat;
  /** Bytes. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly repeatable: boolean;
}

type Row = readonly [
  number: number,
  name: string,
  format: OptionFormat,
  minLength: number,
  maxLength: number,
  repeats?: 'repeatable',
];

const ROWS: readonly Row[] = [
  [OptionNumber.ifMatch, 'If-Match', 'opaque', 0, 8, 'repeatable'],
  [OptionNumber.uriHost, 'Uri-Host', 'string', 1, 255],
  [OptionNumber.eTag, 'ETag', 'opaque', 1, 8, 'repeatable'],
  [OptionNumber.ifNoneMatch, 'If-None-Match', 'empty', 0, 0],
  [OptionNumber.observe, 'Observe', 'uint', 0, 3],
  [OptionNumber.uriPort, 'Uri-Port', 'uint', 0, 2],
  [OptionNumber.locationPath, 'Location-Path', 'string', 0, 255, 'repeatable'],
  [OptionNumber.oscore, 'OSCORE', 'opaque', 0, 255],
  [OptionNumber.uriPath, 'Uri-Path', 'string', 0, 255, 'repeatable'],
  [OptionNumber.contentFormat, 'Content-Format', 'uint', 0, 2],
  [OptionNumber.maxAge, 'Max-Age', 'uint', 0, 4],
  [OptionNumber.uriQuery, 'Uri-Query', 'string', 0, 255, 'repeatable'],
  [OptionNumber.accept, 'Accept', 'uint', 0, 2],
  [OptionNumber.locationQuery, 'Location-Query', 'string', 0, 255, 'repeatable'],
  [OptionNumber.block2, 'Block2', 'uint', 0, 3],
  [OptionNumber.block1, 'Block1', 'uint', 0, 3],
  [OptionNumber.size2, 'Size2', 'uint', 0, 4],
  [OptionNumber.proxyUri, 'Proxy-Uri', 'string', 1, 1034],
  [OptionNumber.proxyScheme, 'Proxy-Scheme', 'string', 1, 255],
  [OptionNumber.size1, 'Size1', 'uint', 0, 4],
  [OptionNumber.noResponse, 'No-Response', 'uint', 0, 1],
];

export const OPTION_DEFINITIONS: readonly OptionDefinition[] = ROWS.map(
  ([number, name, format, minLength, maxLength, repeats]) => ({
    number,
    name,
    format,
    minLength,
    maxLength,
    repeatable: repeats === 'repeatable',
  }),
);

const BY_NUMBER: ReadonlyMap<number, OptionDefinition> = new Map(
  OPTION_DEFINITIONS.map(definition => [definition.number, definition]),
);

/** Undefined for an option that this registry does not know. */
export function optionDefinition(number: number): OptionDefinition | undefined {
  return BY_NUMBER.get(number);
}

/** `Uri-Path`, or `option 2049` where the number is not known. */
export function optionName(number: number): string {
  return BY_NUMBER.get(number)?.name ?? `option ${number}`;
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
