import { HarnessBugError } from '../../../errors/touchstone-error.ts';

/** From here on JavaScript, and so JSON.stringify, writes an exponent. */
export const EXPONENT_FROM = 1e21;

/**
 * Shortest text that reads back as the same number; a negative zero stays one. Whole numbers are exact to the last digit,
 * because a reader may take them for integers.
 * @throws HarnessBugError `json.number` when it is not finite.
 */
export function jsonNumber(value: bigint | number): string {
  if (typeof value === 'bigint') return String(value);
  if (!Number.isFinite(value)) {
    throw new HarnessBugError('json.number', `${value} has no JSON`, {
      hint: 'Choose a format with canRepresent before encoding.',
    });
  }
  if (Object.is(value, -0)) return '-0';
  return Number.isInteger(value) && Math.abs(value) < EXPONENT_FROM ? String(BigInt(value)) : String(value);
}
