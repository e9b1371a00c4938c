import { describe, expect, test } from '@jest/globals';
import { guardedClock } from './guarded-clock.ts';
import { VirtualClock } from './virtual-clock.ts';

describe('guardedClock', () => {
  test('tells what a timer throws, and lets the others fire', async () => {
    const virtual = new VirtualClock();
    const faults: unknown[] = [];
    const clock = guardedClock(virtual, fault => faults.push(fault));
    const fired: number[] = [];
    await virtual.run(async () => {
      clock.after(1, () => {
        throw new RangeError('of a timer');
      });
      clock.after(2, () => fired.push(clock.now()));
      clock.after(3, () => fired.push(clock.now())).cancel();
      await clock.wait(5);
    });
    expect(faults.map(String)).toEqual(['RangeError: of a timer']);
    expect(fired).toEqual([2]);
  });
});
