import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock, VirtualTimeRunaway, VirtualTimeStalled } from './virtual-clock.ts';

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

  test.each([0, 1, 60_000])('ends work during which a timer of %p ms is set again for ever', async delay => {
    const clock = new VirtualClock();
    const again = (): void => void clock.after(delay, again);
    const work = clock.run(() => {
      again();
      return new Promise<void>(() => {});
    });
    await expect(work).rejects.toBeInstanceOf(VirtualTimeRunaway);
  });

  test('counts the timers of one piece of work only', async () => {
    const clock = new VirtualClock(2);
    const wait = async (): Promise<void> => {
      await clock.wait(1);
      await clock.wait(1);
    };
    await clock.run(wait);
    await clock.run(wait);
    expect(clock.now()).toBe(4);
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
