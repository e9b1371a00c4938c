import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import {
  formatObjectLink,
  isObjectLink,
  parseObjectLink,
  type ResourceType,
  type Value,
  valueFits,
} from '../../value.ts';
import { decodeBase64 } from './base64.ts';

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const LOOSE_INTEGER = /^[+-]?\d+$/;
const LOOSE_DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Longer than any 64-bit integer; what is longer need not be turned into a number. */
const MAX_INTEGER_LENGTH = 20;

/**
 * Text of one value in text/plain (TS 1.0 §6.4.1 and appendix C).
 * @throws HarnessBugError `text.value` when the value has no text in that type (NaN, a wrong JavaScript type).
 */
export function encodeText(type: ResourceType, value: Value): string {
  if (!valueFits(type, value) || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new HarnessBugError('text.value', `${String(value)} cannot be written as ${type} in text/plain`, {
      hint: 'Check the value against its resource definition before it is encoded.',
    });
  }
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return isObjectLink(value) ? formatObjectLink(value) : String(value);
}

/** The value that a text/plain payload stands for; null when it is none of that type (TS 1.0 §6.4.1, appendix C). */
export function decodeText(type: ResourceType, text: string): Value | null {
  const value = read(type, text);
  return value !== null && valueFits(type, value) ? value : null;
}

/** Numbers in a form that appendix C does not have but that means one thing: `+1`, `007`, `.5`, `1e3`. */
export function decodeLooseNumber(type: ResourceType, text: string): Value | null {
  const number = looseNumber(type, text);
  return number !== null && valueFits(type, number) ? number : null;
}

function looseNumber(type: ResourceType, text: string): Value | null {
  if (type === 'Float') return LOOSE_DECIMAL.test(text) ? finite(Number(text)) : null;
  if (type !== 'Integer' && type !== 'Unsigned Integer' && type !== 'Time') return null;
  if (text.length > MAX_INTEGER_LENGTH || !LOOSE_INTEGER.test(text)) return null;
  return BigInt(text.startsWith('+') ? text.slice(1) : text);
}

function read(type: ResourceType, text: string): Value | null {
  switch (type) {
    case 'String':
      return text;
    case 'Integer':
    case 'Unsigned Integer':
    case 'Time':
      return text.length <= MAX_INTEGER_LENGTH && INTEGER.test(text) ? BigInt(text) : null;
    case 'Float':
      return DECIMAL.test(text) ? finite(Number(text)) : null;
    case 'Boolean':
      if (text === '1') return true;
      return text === '0' ? false : null;
    case 'Opaque':
      return decodeBase64(text);
    case 'Objlnk':
      return parseObjectLink(text);
    case 'None':
      return null;
  }
}

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}

/** Shortest decimal text that reads back as the same number, never with an exponent. */
function decimal(number: number): string {
  const [mantissa = '', exponentText] = String(number).split('e');
  if (exponentText === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const exponent = Number(exponentText);
  const digits = whole + fraction;
  return exponent > 0
    ? sign + digits.padEnd(exponent + 1, '0')
    : `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
}
