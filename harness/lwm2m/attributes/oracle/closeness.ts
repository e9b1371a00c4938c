import { compareExactly, type Decimal, decimalOf, numberOf } from '../decimal.ts';

export type Answer = 'no' | 'open' | 'yes';

/** `near`: a Float so close to the bound that its rounding to 4 bytes decides. */
export type Side = 'below' | 'at' | 'above' | 'near';

/** Relative error of one rounding to a 4 byte float, doubled for the two values that are compared. */
const ROUNDING = 2 ** -23;

/** Where a value lies. Integers are exact; so are Floats that 4 bytes hold without loss, when they hold the bound, too. */
export function sideOf(value: number | bigint, bound: Decimal): Side {
  const order = compareExactly(value, bound);
  if (order === null) return 'near';
  if (typeof value === 'number' && !(isSingle(value) && isSingleDecimal(bound))) {
    const limit = numberOf(bound);
    if (Math.abs(value - limit) <= ROUNDING * Math.max(Math.abs(value), Math.abs(limit))) return 'near';
  }
  if (order === 0) return 'at';
  return order < 0 ? 'below' : 'above';
}

/** Whether two values lie at least a step apart (TS 1.0 §5.1.2: greater than or equal to). */
export function isStepApart(a: number | bigint, b: number | bigint, step: Decimal): Answer {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    const distance = a < b ? b - a : a - b;
    return compareExactly(distance, step) === -1 ? 'no' : 'yes';
  }
  const [x, y] = [Number(a), Number(b)];
  const distance = Math.abs(x - y);
  if (Number.isNaN(distance)) return 'open';
  if (!Number.isFinite(distance)) return 'yes';
  const exact = [x, y, distance].every(isSingle) && isSingleDecimal(step);
  const margin = exact ? 0 : ROUNDING * Math.max(Math.abs(x), Math.abs(y), numberOf(step));
  if (!exact && Math.abs(distance - numberOf(step)) <= margin) return 'open';
  return compareExactly(distance, step) === -1 ? 'no' : 'yes';
}

function isSingle(value: number): boolean {
  return Math.fround(value) === value;
}

function isSingleDecimal(decimal: Decimal): boolean {
  const single = Math.fround(numberOf(decimal));
  const back = decimalOf(single);
  return back !== null && compareExactly(single, decimal) === 0;
}

/** One of several that are joined by OR. */
export function anyOf(...answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('open') ? 'open' : 'no';
}
