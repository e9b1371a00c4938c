/**
 * A decimal as it stands in a query: `unscaled` × 10^-`scale`, without trailing zeros.
 * Thresholds stay decimals because 0.1 has no binary form, and because a 64-bit integer does not fit a number.
 */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** -1, 0 or 1: less than, equal to or greater than the other. */
export type Order = -1 | 0 | 1;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads `-12.50`; null for every other notation (exponent, sign +, bare point, blanks). */
export function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return normalised(sign === '-' ? -digits : digits, fraction.length);
}

/** `-12.5`: the shortest decimal of the grammar. */
export function formatDecimal({ unscaled, scale }: Decimal): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The decimal that a number is written as: 0.1 is one tenth, 1e21 a one and 21 zeros. Null for NaN and infinities. */
export function decimalOf(value: number | bigint): Decimal | null {
  if (typeof value === 'bigint') return normalised(value, 0);
  if (!Number.isFinite(value)) return null;
  const [mantissa = '0', exponent = '0'] = value.toString().split('e');
  const plain = parseDecimal(mantissa);
  if (plain === null) return null;
  const scale = plain.scale - Number(exponent);
  return scale >= 0
    ? normalised(plain.unscaled, scale)
    : normalised(plain.unscaled * 10n ** BigInt(-scale), 0);
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return normalised(scaledTo(a, scale) + scaledTo(b, scale), scale);
}

export function compareDecimals(a: Decimal, b: Decimal): Order {
  const scale = Math.max(a.scale, b.scale);
  return order(scaledTo(a, scale), scaledTo(b, scale));
}

/**
 * Compares the exact binary value of a number (0.1 is a little more than one tenth) with a decimal.
 * NaN compares with nothing: null.
 */
export function compareExactly(value: number | bigint, decimal: Decimal): Order | null {
  if (typeof value === 'bigint') return compareDecimals({ unscaled: value, scale: 0 }, decimal);
  if (Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) return value > 0 ? 1 : -1;
  const { numerator, exponent } = binary(value);
  const ten = 10n ** BigInt(decimal.scale);
  return exponent >= 0
    ? order((numerator << BigInt(exponent)) * ten, decimal.unscaled)
    : order(numerator * ten, decimal.unscaled << BigInt(-exponent));
}

/** The nearest number. */
export function numberOf(decimal: Decimal): number {
  return Number(formatDecimal(decimal));
}

function normalised(unscaled: bigint, scale: number): Decimal {
  if (unscaled === 0n || scale === 0) return { unscaled, scale: 0 };
  // Cut from the text: dividing by ten digit after digit would take quadratic time on a long hostile query.
  const digits = unscaled.toString();
  let zeros = 0;
  while (zeros < scale && digits[digits.length - 1 - zeros] === '0') zeros += 1;
  return zeros === 0
    ? { unscaled, scale }
    : { unscaled: BigInt(digits.slice(0, digits.length - zeros)), scale: scale - zeros };
}

function scaledTo({ unscaled, scale }: Decimal, wanted: number): bigint {
  return unscaled * 10n ** BigInt(wanted - scale);
}

function order(a: bigint, b: bigint): Order {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A finite number as an integer times a power of two. */
function binary(value: number): { readonly numerator: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { numerator: value < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
}
