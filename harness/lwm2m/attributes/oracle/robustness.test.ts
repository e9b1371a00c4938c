import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectNotifications } from './expect-notifications.ts';
import { judge } from './judge.ts';
import type { Notified, TimedValue } from './observation-input.ts';
import { anyObservation } from './testing/observation.arbitrary.ts';
import { observation } from './testing/observation.fixture.ts';

const anyNotification = fc.record({
  at: fc.integer({ min: -5000, max: 40_000 }),
  value: fc.oneof(
    fc.constant(null),
    fc.string(),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.uint8Array({ maxLength: 4 }),
    fc.record({ object: fc.nat(65_535), instance: fc.nat(65_535) }),
    fc.nat(6).map(BigInt),
  ),
});

describe('judge', () => {
  test('takes whatever comes, in whatever order', () => {
    fc.assert(
      fc.property(anyObservation(), fc.array(anyNotification, { maxLength: 12 }), (input, seen) => {
        const { findings, readings } = judge(expectNotifications(input), seen);
        expect(findings.length).toBeLessThanOrEqual(seen.length + 2);
        for (const { answers } of readings) expect(answers.length).toBeGreaterThan(0);
      }),
    );
  });

  test.each([
    ['when every change is notified', ''],
    ['when no change is notified', 'gt=1000000'],
    ['when pmin merges changes', 'pmin=20'],
  ])('looks at a history of twice the length about twice as often %s', (_, set) => {
    const [short, long] = [lookups(1500, set), lookups(3000, set)];
    expect(short).toBeGreaterThan(1500);
    expect(long / short).toBeLessThan(2.4);
  });
});

/** How often the history is looked at while a correct client is judged. */
function lookups(changes: number, set: string): number {
  const input = observation({ values: '0:0', ...(set === '' ? {} : { set }), horizon: changes * 1000 - 1 });
  const history: TimedValue[] = Array.from({ length: changes }, (_, second) => ({
    at: second * 1000,
    value: BigInt(second),
  }));
  const expectation = expectNotifications({ ...input, history });
  let count = 0;
  const counted = new Proxy(history, {
    get: (target, key) => {
      count += 1;
      return Reflect.get(target, key);
    },
  });
  const period = set === 'pmin=20' ? 20 : 1;
  const seen: Notified[] = set.startsWith('gt')
    ? []
    : history.filter((_, second) => second > 0 && second % period === 0);
  const courses = expectation.courses.map(course => ({ ...course, history: counted }));
  expect(judge({ ...expectation, courses }, seen).findings).toEqual([]);
  return count;
}
