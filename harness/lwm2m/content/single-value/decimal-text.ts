/**
 * Shortest decimal text that reads back as the same binary64, never with an exponent (TS 1.0 appendix C). What came
 * in four bytes is that binary64 exactly, so 1.1 of four bytes is written `1.100000023841858`.
 */
export function decimalText(number: number): string {
  if (Object.is(number, -0)) return '-0';
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
