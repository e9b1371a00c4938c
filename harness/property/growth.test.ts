import { describe, expect, test } from '@jest/globals';
import { growth } from './growth.ts';

/** As many steps as `work` tells for a size; the sum keeps a compiler from leaving them out. */
function stepping(work: (size: number) => number): (size: number) => () => number {
  return size => () => {
    let sum = 0;
    for (let step = 0; step < work(size); step += 1) sum = (sum * 31 + step) | 0;
    return sum;
  };
}

describe('the growth of time', () => {
  test('is near the factor for linear work', () => {
    const ratio = growth(
      stepping(size => 20 * size),
      1_000,
      8,
    );
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(24);
  });

  test('is near its square for quadratic work', () => {
    expect(
      growth(
        stepping(size => size * size),
        300,
        8,
      ),
    ).toBeGreaterThan(24);
  });
});
