import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { Checklist } from './checklist.ts';
import { interrupted } from './ending.ts';
import { PurposeOverdue, withinLimit } from './time-limit.ts';

describe('withinLimit', () => {
  test('ends work that never comes to an end, in an error of the purpose', async () => {
    const clock = new VirtualClock();
    const work = clock.run(() => withinLimit(() => new Promise(() => {}), 60_000, clock));
    await expect(work).rejects.toBeInstanceOf(PurposeOverdue);
    expect(clock.now()).toBe(60_000);
    const checklist = new Checklist('a.bv.one' as PurposeId, 'must', definitionOf);
    expect(interrupted(new PurposeOverdue(60_000), checklist)).toMatchObject({
      ...{ verdict: 'error', reason: 'purpose.stalled' },
      message: 'the purpose has not come to an end within 60 s',
    });
  });

  test('gives what the work gives, and leaves no timer behind', async () => {
    const clock = new VirtualClock();
    expect(await clock.run(() => withinLimit(() => clock.wait(5).then(() => 7), 60_000, clock))).toBe(7);
    expect(clock.now()).toBe(5);
    await expect(clock.run(() => new Promise<void>(() => {}))).rejects.toThrow('stalled at 5 ms');
  });
});
