import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { ExpiringMap } from './expiring-map.ts';

const LIFETIME = 100;

describe('ExpiringMap', () => {
  test('behaves as a list that is searched from its end for an entry young enough', async () => {
    const step = fc.record({ wait: fc.nat(70), key: fc.nat(3), deletes: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async steps => {
        const clock = new VirtualClock();
        const map = new ExpiringMap<number, { readonly at: number; readonly order: number }>(clock, LIFETIME);
        let model: { key: number; at: number; order: number }[] = [];
        await clock.run(async () => {
          for (const [order, { wait, key, deletes }] of steps.entries()) {
            await clock.wait(wait);
            const at = clock.now();
            if (deletes) {
              map.delete(key);
              model = model.filter(entry => entry.key !== key);
            } else {
              map.set(key, { at, order });
              model = [...model.filter(entry => entry.key !== key), { key, at, order }];
            }
            for (const each of [0, 1, 2, 3]) {
              const expected = model.find(entry => entry.key === each && at - entry.at < LIFETIME);
              expect(map.get(each)?.order).toBe(expected?.order);
              expect(map.expiryOf(each)).toBe(expected === undefined ? null : expected.at + LIFETIME);
            }
          }
        });
      }),
    );
  });
});
