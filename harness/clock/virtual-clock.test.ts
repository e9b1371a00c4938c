import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock, VirtualTimeStalled } from './virtual-clock.ts';

describe('VirtualClock', () => {
  test('fires timers by due time, ties in the order they were set', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), async delays => {
        const clock = new VirtualClock();
        const fired: { delay: number; order: number; at: number }[] = [];
        await clock.run(async () => {
          delays.forEach((delay, order) => {
            clock.after(delay, () => fired.push({ delay, order, at: clock.now() }));
          });
          await clock.wait(51);
        });
        const expected = delays
          .map((delay, order) => ({ delay, order, at: delay }))
          .sort((a, b) => a.delay - b.delay || a.order - b.order);
        expect(fired).toEqual(expected);
      }),
    );
  });

  test('never fires a cancelled timer', async () => {
    const clock = new VirtualClock();
    let fired = false;
    await clock.run(async () => {
      const timer = clock.after(5, () => {
        fired = true;
      });
      clock.after(1, () => timer.cancel());
      await clock.wait(10);
    });
    expect(fired).toBe(false);
    expect(clock.now()).toBe(10);
  });

  test('takes no real time for a day of virtual time', async () => {
    const clock = new VirtualClock();
    await clock.run(() => clock.wait(86_400_000));
    expect(clock.now()).toBe(86_400_000);
  });

  test('reports work that waits for nothing', async () => {
    const clock = new VirtualClock();
    await expect(clock.run(() => new Promise<void>(() => {}))).rejects.toBeInstanceOf(VirtualTimeStalled);
  });

  test('passes on what the work throws', async () => {
    const clock = new VirtualClock();
    const work = clock.run(async () => {
      await clock.wait(1);
      throw new RangeError('from the work');
    });
    await expect(work).rejects.toThrow('from the work');
  });
});
