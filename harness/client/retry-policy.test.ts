import { expect, test } from '@jest/globals';
import { nextAttempt } from './retry-policy.ts';

const policy = { initialDelay: 0, attempts: 3, timer: 2, sequenceDelay: 100, sequences: 2 };

test('The pause before an attempt doubles within a sequence; after the last sequence there is none', () => {
  expect([1, 2, 3, 4, 5, 6].map(failures => nextAttempt(policy, failures))).toEqual([
    ...[2_000, 4_000, 100_000],
    ...[2_000, 4_000, null],
  ]);
});
