import { describe, expect, test } from '@jest/globals';
import { between, lateAsAdvice } from './expect-value.ts';

const judge = (elapsed: number) => lateAsAdvice(between(1500, 3750)).judge(elapsed, () => undefined);

describe('an interval that may be late', () => {
  test('passes within its bounds', () => {
    expect([1500, 3750].map(elapsed => judge(elapsed).pass)).toEqual([true, true]);
  });

  test('fails as advice when it is late, and as what it is when it is early', () => {
    expect(judge(3751)).toMatchObject({ pass: false, reason: 'timing.late', level: 'should' });
    expect(judge(1499)).toEqual({ pass: false, received: '1.499 s', reason: 'timing.early' });
  });
});
