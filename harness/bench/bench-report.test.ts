import { describe, expect, test } from '@jest/globals';
import { benchRows, benchTable } from './bench-report.ts';
import type { Measured } from './comparison.ts';

const TARGET = { ratio: 1.5, text: '≥ 1.5 ×' };
const FAST: Measured = {
  name: 'tlv/decode',
  unit: 'op/s',
  ours: 3000,
  peers: [
    { name: 'slow', rate: 100 },
    { name: 'quick', rate: 2000 },
  ],
  target: TARGET,
};
const ALONE: Measured = { name: 'text/decode', unit: 'op/s', ours: 7, peers: [], target: null };

describe('the report of a benchmark', () => {
  test('has a row for every peer, and one for who has none', () => {
    expect(benchRows([FAST, ALONE])).toEqual([
      { name: 'tlv/decode', unit: 'op/s', ours: 3000, peer: 100, peerName: 'slow', ratio: 30 },
      { name: 'tlv/decode', unit: 'op/s', ours: 3000, peer: 2000, peerName: 'quick', ratio: 1.5 },
      { name: 'text/decode', unit: 'op/s', ours: 7, peer: null, peerName: null, ratio: null },
    ]);
  });

  test.each([
    [3000, 'met'],
    [2999, 'missed'],
  ])('holds %i against the fastest peer: %s', (ours, word) => {
    const [, slow, quick] = benchTable([{ ...FAST, ours }]);
    expect(slow).not.toMatch(/met|missed/);
    expect(quick).toMatch(new RegExp(`${word}$`));
  });
});
