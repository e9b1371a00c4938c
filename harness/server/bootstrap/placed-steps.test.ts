import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accounts } from './account.arbitrary.ts';
import { planSteps } from './account-steps.ts';
import { inconsistencies } from './consistency.ts';
import { placedSteps } from './placed-steps.ts';
import { writtenInstances } from './written-instances.ts';

const reserved = fc.nat(8);

describe('placedSteps', () => {
  test('leaves the reserved instance to the account of a bootstrap server, and loses no account', () => {
    fc.assert(
      fc.property(accounts, reserved, (given, place) => {
        const steps = planSteps({ discover: [], deletes: [], accounts: given });
        const placed = placedSteps(steps, place);
        const before = [...writtenInstances(steps, 0).values()];
        const after = writtenInstances(placed, 0);
        expect(after.get(place)?.[1] ?? true).toBe(true);
        expect([...after.values()]).toEqual(before);
        for (const [id, resources] of after) if (resources[1] === true) expect(id).toBe(place);
        expect(inconsistencies(placed)).toEqual([]);
      }),
    );
  });

  test('moves instances in a write of the whole object, and single resources, along', () => {
    const placed = placedSteps(
      [
        {
          kind: 'write',
          path: '/0',
          value: { 1: { 0: 'coap://a', 1: false }, 2: { 0: 'coap://b', 1: false } },
        },
        { kind: 'write', path: '/0/1/10', value: 7 },
        { kind: 'write', path: '/1/1', value: { 0: 7 } },
      ],
      1,
    );
    expect(placed).toEqual([
      {
        kind: 'write',
        path: '/0',
        value: { 2: { 0: 'coap://a', 1: false }, 3: { 0: 'coap://b', 1: false } },
      },
      { kind: 'write', path: '/0/2/10', value: 7 },
      { kind: 'write', path: '/1/1', value: { 0: 7 } },
    ]);
  });
});
