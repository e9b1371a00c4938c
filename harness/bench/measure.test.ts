import { describe, expect, test } from '@jest/globals';
import { coapComparisons } from './coap-comparisons.ts';
import { contentComparisons } from './content-comparisons.ts';
import { measure, median } from './measure.ts';

const TARGET = { ratio: 1, text: '' };

describe('a measurement', () => {
  test('is the middle of all rounds', () => {
    expect(median([5, 1, 100])).toBe(5);
    expect(median([1, 2, 3, 100])).toBe(2.5);
  });

  test('tells ten times the work from the same work', () => {
    const work = (times: number) => () => {
      let sum = 0;
      for (let step = 0; step < times * 20_000; step++) sum = (sum * 31 + step) | 0;
      return sum;
    };
    const peers = [
      { name: 'same', run: work(1) },
      { name: 'ten', run: work(10) },
    ];
    const measured = measure({ name: 'toy', ours: work(1), peers }, { rounds: 6, slice: 20 }, TARGET);
    const [same = Number.NaN, ten = Number.NaN] = measured.peers.map(({ rate }) => measured.ours / rate);
    expect(same).toBeLessThan(3);
    expect(ten).toBeGreaterThan(3);
  });
});

describe('what is compared', () => {
  test('runs, and our own messages and content are read without a deviation', async () => {
    for (const { name, ours, peers } of [...coapComparisons(), ...contentComparisons()]) {
      const result = ours();
      if (name.endsWith('decode'))
        expect({ name, result }).toMatchObject({ name, result: { deviations: [] } });
      else expect(result).toHaveProperty('length');
      for (const peer of peers) expect(peer.run()).toBeDefined();
    }
  });
});
