/** Numbers and keywords of JSON, and those that are none but mean one thing (RFC 8259 §3, §6). */
export interface JsonLiteral {
  readonly value: bigint | number | boolean | null;
  readonly fault: 'number-form' | 'number-range' | 'not-a-number' | null;
}

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const ODD_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const ODD_INTEGER = /^[+-]?\d+$/;
/** Longer than any 64-bit integer; what is longer is read as a float, for time and memory. */
const MAX_INTEGER_LENGTH = 40;

const KEYWORDS: ReadonlyMap<string, JsonLiteral> = new Map<string, JsonLiteral>([
  ['true', { value: true, fault: null }],
  ['false', { value: false, fault: null }],
  ['null', { value: null, fault: null }],
  ['NaN', { value: Number.NaN, fault: 'not-a-number' }],
  ['Infinity', { value: Number.POSITIVE_INFINITY, fault: 'not-a-number' }],
  ['-Infinity', { value: Number.NEGATIVE_INFINITY, fault: 'not-a-number' }],
]);

/** Null for text that means nothing. Linear in its length. */
export function readJsonLiteral(text: string): JsonLiteral | null {
  const keyword = KEYWORDS.get(text);
  if (keyword !== undefined) return keyword;
  if (NUMBER.test(text)) return number(text, INTEGER.test(text));
  if (!ODD_NUMBER.test(text)) return null;
  const { value } = number(text.replace('+', ''), ODD_INTEGER.test(text));
  return { value, fault: 'number-form' };
}

function number(text: string, integer: boolean): JsonLiteral {
  // A bigint has no negative zero, and a Float may be one.
  if (integer && text.length <= MAX_INTEGER_LENGTH && text !== '-0')
    return { value: BigInt(text), fault: null };
  const value = Number(text);
  return { value, fault: Number.isFinite(value) ? null : 'number-range' };
}
