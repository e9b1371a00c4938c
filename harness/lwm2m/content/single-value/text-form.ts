import type { ResourceType, Value } from '../../value.ts';
import { readBase64 } from './base64.ts';
import { BASE64_ODDITIES, ODDITIES, type Oddity } from './text-oddity.ts';

/** What a text means as one type, and in what it is not the form of appendix C. */
export interface TextForm {
  readonly value: Value;
  readonly oddities: readonly Oddity[];
}

const INTEGER = /^([+-]?)(\d+)$/;
const LEADING_ZEROS = /^0+(?=\d)/;
/** Of the greatest 64-bit integer; what is longer need not be turned into a number. */
const MAX_DIGITS = 20;
const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;
const SCIENTIFIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^([+-]?)(?:(nan)|inf(?:inity)?)$/i;
const NEEDLESS_SIGN_OR_ZEROS = /^(?:\+|-?0\d)/;
const LINK = /^0*(\d{1,5}):0*(\d{1,5})$/;
const PLAIN_LINK = /^(?:0|[1-9]\d*):(?:0|[1-9]\d*)$/;
const TRUE_OR_FALSE = /^(true|false)$/i;

/** Reads every form of a type that means one value; null for everything else. The value may be out of range. */
export function readForm(type: ResourceType, text: string): TextForm | null {
  switch (type) {
    case 'String':
      return { value: text, oddities: [] };
    case 'Integer':
    case 'Unsigned Integer':
    case 'Time':
      return readInteger(text);
    case 'Float':
      return readFloat(text);
    case 'Boolean':
      return readBoolean(text);
    case 'Opaque': {
      const read = readBase64(text);
      return read && { value: read.bytes, oddities: read.departures.map(each => BASE64_ODDITIES[each]) };
    }
    case 'Objlnk':
      return readLink(text);
    case 'None':
      return null;
  }
}

/** An exponent is not among the forms: receivers stop before it, refuse it, or round. */
function readInteger(text: string): TextForm | null {
  const [, sign, written] = INTEGER.exec(text) ?? [];
  const digits = written?.replace(LEADING_ZEROS, '');
  if (digits === undefined || digits.length > MAX_DIGITS) return null;
  const magnitude = BigInt(digits);
  const needless = sign === '+' || digits !== written || (sign === '-' && magnitude === 0n);
  return {
    value: sign === '-' ? -magnitude : magnitude,
    oddities: needless ? [ODDITIES.signOrZeros] : [],
  };
}

function readFloat(text: string): TextForm | null {
  if (SCIENTIFIC.test(text)) {
    const value = Number(text);
    // More than any float holds: receivers saturate or refuse.
    if (!Number.isFinite(value)) return null;
    if (!DECIMAL.test(text)) return { value, oddities: [ODDITIES.notPlain] };
    return { value, oddities: NEEDLESS_SIGN_OR_ZEROS.test(text) ? [ODDITIES.signOrZeros] : [] };
  }
  const [match, sign, nan] = NOT_FINITE.exec(text) ?? [];
  if (match === undefined) return null;
  const infinity = sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return { value: nan === undefined ? infinity : Number.NaN, oddities: [ODDITIES.notFinite] };
}

function readBoolean(text: string): TextForm | null {
  if (text === '0' || text === '1') return { value: text === '1', oddities: [] };
  return TRUE_OR_FALSE.test(text)
    ? { value: text.toLowerCase() === 'true', oddities: [ODDITIES.word] }
    : null;
}

function readLink(text: string): TextForm | null {
  const [, object, instance] = LINK.exec(text) ?? [];
  if (object === undefined || instance === undefined) return null;
  return {
    value: { object: Number(object), instance: Number(instance) },
    oddities: PLAIN_LINK.test(text) ? [] : [ODDITIES.linkZeros],
  };
}
