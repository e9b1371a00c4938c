import { type CborItem, type CborTag, describeItem } from './cbor-item.ts';

const UNSIGNED_BIGNUM = 2;
const NEGATIVE_BIGNUM = 3;
const DECIMAL_FRACTION = 4;
/** What a 64-bit integer needs, with room for leading zeros; no more is turned into a number. */
const MAX_BIGNUM_BYTES = 16;
/** Ten to more than this is out of reach of a double, however many digits stand before it. */
const MAX_EXPONENT = 400;

export type CborNumber =
  | { readonly form: 'integer' | 'bignum'; readonly value: bigint }
  | { readonly form: 'float' | 'decimal-fraction'; readonly value: number };

/** A number in any of its forms (RFC 8949 §3 and §3.4.3–3.4.4); null for what is none. */
export function numberOf(item: CborItem): CborNumber | null {
  switch (item.kind) {
    case 'integer':
      return { form: 'integer', value: BigInt(item.value) };
    case 'float':
      return { form: 'float', value: item.value };
    case 'tag':
      return taggedNumber(item);
    default:
      return null;
  }
}

/** For messages: `a bignum`, otherwise as any item. */
export function describeNumber(item: CborItem): string {
  const form = numberOf(item)?.form;
  if (form === 'bignum') return 'a bignum';
  return form === 'decimal-fraction' ? 'a decimal fraction' : describeItem(item);
}

function taggedNumber({ tag, content }: CborTag): CborNumber | null {
  if ((tag === UNSIGNED_BIGNUM || tag === NEGATIVE_BIGNUM) && content.kind === 'bytes') {
    if (content.value.length > MAX_BIGNUM_BYTES) return null;
    const magnitude = BigInt(`0x0${Buffer.from(content.value).toString('hex')}`);
    return { form: 'bignum', value: tag === UNSIGNED_BIGNUM ? magnitude : -1n - magnitude };
  }
  if (tag !== DECIMAL_FRACTION || content.kind !== 'array') return null;
  const [exponent, mantissa, excess] = content.items;
  if (exponent?.kind !== 'integer' || mantissa === undefined || excess !== undefined) return null;
  const digits = numberOf(mantissa);
  if (digits === null || (digits.form !== 'integer' && digits.form !== 'bignum')) return null;
  const power = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Number(exponent.value)));
  return { form: 'decimal-fraction', value: Number(`${digits.value}e${power}`) };
}
