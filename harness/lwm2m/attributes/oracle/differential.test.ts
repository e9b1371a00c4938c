import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectNotifications } from './expect-notifications.ts';
import { judge } from './judge.ts';
import { anyDisturbances, scheduleOf } from './testing/disturbed-schedule.arbitrary.ts';
import { acceptsNaively } from './testing/naive-acceptor.ts';
import { anyObservation } from './testing/observation.arbitrary.ts';

describe('the oracle', () => {
  test('agrees with a simulation that goes through every second', () => {
    const outcomes = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(
        anyObservation({ types: ['Integer'] }),
        fc.nat(),
        anyDisturbances,
        (input, reading, changes) => {
          const seen = scheduleOf(input, reading, changes);
          const naive = acceptsNaively(input, seen);
          outcomes[naive ? 'accepted' : 'refused'] += 1;
          expect(judge(expectNotifications(input), seen).findings.length === 0).toBe(naive);
        },
      ),
      { numRuns: 120 },
    );
    // Neither verdict is the only one that was ever compared.
    expect(Math.min(outcomes.accepted, outcomes.refused)).toBeGreaterThan(10);
  }, 60_000);
});
