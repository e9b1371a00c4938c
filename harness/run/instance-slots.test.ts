import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type InstanceSlot, InstanceSlots } from './instance-slots.ts';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

describe('InstanceSlots', () => {
  test('gives the second place when the first instance is up, and the third when one has ended', async () => {
    const slots = new InstanceSlots(2);
    const given: InstanceSlot[] = [];
    for (let asked = 0; asked < 3; asked++) void slots.take().then(slot => given.push(slot));
    await settled();
    expect(given).toHaveLength(1);
    given[0]?.up();
    await settled();
    expect(given).toHaveLength(2);
    given[1]?.up();
    await settled();
    expect(given).toHaveLength(2);
    given[0]?.free();
    given[0]?.free();
    await settled();
    expect(given).toHaveLength(3);
  });

  test('gives the place of an instance that never came up to the next', async () => {
    const slots = new InstanceSlots(1);
    const first = await slots.take();
    const second = slots.take();
    first.free();
    first.up();
    await expect(second).resolves.toBeDefined();
  });

  test('serves everybody in the order of asking, never more than there are places, and never two that start', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        async (places, comesUp) => {
          const slots = new InstanceSlots(places);
          const served: number[] = [];
          let running = 0;
          let starting = 0;
          await Promise.all(
            comesUp.map(async (up, index) => {
              const slot = await slots.take();
              served.push(index);
              expect(++running).toBeLessThanOrEqual(places);
              expect(++starting).toBe(1);
              await settled();
              starting--;
              if (up) slot.up();
              if (up) await settled();
              running--;
              slot.free();
            }),
          );
          expect(served).toEqual(comesUp.map((_, index) => index));
        },
      ),
    );
  });
});
