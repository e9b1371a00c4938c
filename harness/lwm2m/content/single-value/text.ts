import {
  formatObjectLink,
  formatValue,
  isObjectLink,
  type ResourceType,
  type Value,
  valueFits,
} from '../../value.ts';
import { notOfType } from '../value-error.ts';
import { decimalText } from './decimal-text.ts';
import { readText } from './read-text.ts';

/**
 * Text of one value in text/plain (TS 1.0 §6.4.1 and appendix C).
 * @throws HarnessBugError `text.value` when the value has no text in that type (NaN, a wrong JavaScript type).
 */
export function encodeText(type: ResourceType, value: Value): string {
  if (!valueFits(type, value) || (typeof value === 'number' && !Number.isFinite(value))) {
    throw notOfType('text', formatValue(value), type);
  }
  if (typeof value === 'number') return decimalText(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return isObjectLink(value) ? formatObjectLink(value) : String(value);
}

/** The value that text in the very form of appendix C stands for; null when it is none of that type or in an odd form. */
export function decodeText(type: ResourceType, text: string): Value | null {
  const { value, deviations } = readText(type, text);
  return deviations.length === 0 ? value : null;
}
