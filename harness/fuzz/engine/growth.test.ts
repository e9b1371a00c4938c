import { describe, expect, test } from '@jest/globals';
import { QUADRATIC, toyTarget } from '../testing/toy-decoder.ts';
import { Coverage } from './coverage.ts';
import { growthDefect, type Pump, prefixGrowthDefect, pumped } from './growth.ts';
import { readingOf } from './judge.ts';

const PUMP: Pump = { head: Uint8Array.of(1), block: Uint8Array.of(2, 3), tail: Uint8Array.of(4) };

/** Looks at every byte once. */
const LINEAR = `
  (bytes => {
    let sum = 0;
    for (const byte of bytes) sum += byte;
    return { value: sum, deviations: [] };
  })`;

function judged(source: string) {
  const coverage = new Coverage();
  const [reading] = toyTarget(source, coverage).readings;
  return reading === undefined ? null : growthDefect(reading, PUMP, coverage);
}

describe('growth', () => {
  test('repeats a block in place until the size is reached', () => {
    expect([...pumped(PUMP, 6)]).toEqual([1, 2, 3, 2, 3, 4]);
  });

  test('that doubles with the input is linear', () => {
    expect(judged(LINEAR)).toBeNull();
  });

  test('that begins late is linear all the same', () => {
    const late = `
      (bytes => {
        let sum = 0;
        for (let at = 4000; at < bytes.length; at++) sum += bytes[at];
        return { value: sum, deviations: [] };
      })`;
    expect(judged(late)).toBeNull();
  });

  test('that quadruples is not', () => {
    expect(judged(QUADRATIC)?.defect).toMatchObject({ law: 'linear-time', key: 'linear-time toy branches' });
  });

  test('is measured by the stopwatch where no branch is counted', () => {
    const reading = readingOf({ label: 'toy', decode: () => ({ value: 1, deviations: [] }) });
    const growth = (exponent: number) =>
      growthDefect(reading, PUMP, new Coverage(), (_, { length }) => (length / 1000) ** exponent);
    expect(growth(2)?.defect.key).toBe('linear-time toy milliseconds');
    expect(growth(1)).toBeNull();
  });

  test('is not held against a decoder when it shows only once', () => {
    const reading = readingOf({ label: 'toy', decode: () => ({ value: 1, deviations: [] }) });
    let measurements = 0;
    const grown = growthDefect(reading, PUMP, new Coverage(), (_, { length }) =>
      measurements++ < 5 ? (length / 1000) ** 2 : length / 1000,
    );
    expect(grown).toBeNull();
  });

  test('shows what only a long input breaks', () => {
    const decode = (bytes: Uint8Array) => {
      if (bytes.length > 5000) throw new RangeError('too long');
      return { value: 1, deviations: [] };
    };
    const grown = growthDefect(readingOf({ label: 'toy', decode }), PUMP, new Coverage());
    expect(grown?.defect.law).toBe('never-throws');
    expect(grown?.input.length).toBeGreaterThan(5000);
  });

  test('shows in the parts of a long input too', () => {
    const reading = readingOf({ label: 'toy', decode: () => ({ value: 1, deviations: [] }) });
    const growth = (exponent: number) =>
      prefixGrowthDefect(reading, new Uint8Array(8000), (_, { length }) => (length / 1000) ** exponent);
    expect(growth(2)?.law).toBe('linear-time');
    expect(growth(1)).toBeNull();
  });
});
