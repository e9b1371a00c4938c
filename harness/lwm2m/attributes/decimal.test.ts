import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDecimals,
  compareDecimals,
  compareExactly,
  type Decimal,
  decimalOf,
  formatDecimal,
  numberOf,
  parseDecimal,
} from './decimal.ts';

function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new RangeError(`${text} is no decimal`);
  return parsed;
}

const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(20))
  .map(([unscaled, scale]) => addDecimals({ unscaled, scale }, decimal('0')));

describe('Decimal', () => {
  test('is what its text says, whatever its length', () => {
    fc.assert(fc.property(anyDecimal, value => expect(parseDecimal(formatDecimal(value))).toEqual(value)));
    expect(formatDecimal(decimal('-0012.500'))).toBe('-12.5');
    expect(formatDecimal(decimal('-0.05'))).toBe('-0.05');
    expect(formatDecimal(decimal('-0.0'))).toBe('0');
  });

  test.each(['', '.', '1.', '.5', '+1', '1e3', ' 1', '1 ', '0x1', '--1', '1.2.3', 'NaN', '١'])(
    'is not %j',
    text => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  test('keeps one tenth apart from the number that stands for it', () => {
    expect(compareExactly(0.1, decimal('0.1'))).toBe(1);
    expect(compareExactly(0.3, decimal('0.3'))).toBe(-1);
    expect(compareExactly(0.5, decimal('0.5'))).toBe(0);
    expect(addDecimals(decimal('0.1'), decimal('0.2'))).toEqual(decimal('0.3'));
  });

  test('loses nothing of 64 bits', () => {
    expect(compareExactly(2n ** 63n - 1n, decimal('9223372036854775806.5'))).toBe(1);
    expect(compareExactly(2n ** 63n - 1n, decimal('9223372036854775807.5'))).toBe(-1);
    expect(compareExactly(2n ** 64n - 1n, decimal('18446744073709551615'))).toBe(0);
  });

  test('compares numbers as their exact values', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        // A whole number or a dyadic fraction of few bits is the same in both notations.
        const bound = decimalOf(Math.fround(b) === b && Math.abs(b) > 2 ** -20 ? b : Math.trunc(b % 1e15));
        if (bound === null) return;
        expect(compareExactly(a, bound)).toBe(Math.sign(a - numberOf(bound)) || 0);
      }),
      {
        examples: [
          [Number.MIN_VALUE, 0],
          [-Number.MIN_VALUE, 0],
          [Number.MAX_VALUE, 1],
          [-0, 0],
        ],
      },
    );
    expect(compareExactly(Number.POSITIVE_INFINITY, decimal('1'))).toBe(1);
    expect(compareExactly(Number.NEGATIVE_INFINITY, decimal('1'))).toBe(-1);
    expect(compareExactly(Number.NaN, decimal('1'))).toBeNull();
  });

  test('orders and adds as integers of a common scale do', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        const whole = ({ unscaled, scale }: Decimal): bigint => unscaled * 10n ** BigInt(20 - scale);
        expect(compareDecimals(a, b)).toBe(whole(a) < whole(b) ? -1 : whole(a) > whole(b) ? 1 : 0);
        expect(whole(addDecimals(a, b))).toBe(whole(a) + whole(b));
      }),
    );
  });

  test('stands for a number by the digits that JavaScript shows', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        const shown = decimalOf(value);
        expect(shown === null ? null : numberOf(shown)).toBe(value === 0 ? 0 : value);
      }),
    );
    expect(decimalOf(Number.NaN)).toBeNull();
  });
});
