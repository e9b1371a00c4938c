import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectNotifications } from './expect-notifications.ts';
import { idealSchedule } from './ideal-schedule.ts';
import { judge } from './judge.ts';
import type { Notified } from './observation-input.ts';
import { MUTATIONS } from './testing/mutated-schedule.ts';
import { anyObservation, anyObservationWithThresholds } from './testing/observation.arbitrary.ts';
import { type Window, windowsAfter } from './windows.ts';

/** How often a defect must be seen at least, of the times that it changes anything; the rest is what the texts leave open. */
const CAUGHT: Readonly<Record<string, number>> = {
  'drops a notification': 0.6,
  'sends one twice': 0.8,
  'sends one a second before pmin ends': 0.85,
  'sends one too late': 0.85,
  'sends a value that was never there': 1,
  'sends the value of long ago': 0.8,
  'flips the sign of gt': 0.6,
  'flips the sign of lt': 0.5,
  'takes a step for more than a step': 0.6,
  'ignores thresholds': 0.6,
  'ignores pmin': 0.75,
  'ignores pmax': 0.6,
  'takes seconds for half seconds': 0.8,
  'forgets the account': 0.7,
};

const CONDITIONAL = /gt|lt|step|thresholds/;

describe('an ideal client', () => {
  test('is accepted, whichever way it reads the texts', () => {
    fc.assert(
      fc.property(anyObservation(), fc.nat(), (input, reading) => {
        const expectation = expectNotifications(input);
        const course = expectation.courses[reading % expectation.courses.length];
        const ideal = course === undefined ? [] : idealSchedule(expectation, course);
        expect(judge(expectation, ideal).findings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a defect', () => {
  test.each(Object.entries(MUTATIONS))('is seen in most cases when a client %s', (name, mutate) => {
    const counts = { applied: 0, refused: 0 };
    const observations = CONDITIONAL.test(name) ? anyObservationWithThresholds() : anyObservation();
    fc.assert(
      fc.property(observations, fc.nat(100), (input, choice) => {
        const expectation = expectNotifications(input);
        const [course] = expectation.courses;
        const mutated =
          course === undefined ? null : mutate(input, idealSchedule(expectation, course), choice);
        if (mutated === null) return;
        counts.applied += 1;
        if (judge(expectation, mutated).findings.length > 0) counts.refused += 1;
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(counts.applied).toBeGreaterThan(10);
    expect(counts.refused / counts.applied).toBeGreaterThanOrEqual(CAUGHT[name] ?? 1);
  });
});

describe('windowsAfter', () => {
  test('and judge agree on every moment and value', () => {
    const met = { forbidden: 0, allowed: 0, due: 0, overdue: 0 };
    fc.assert(
      fc.property(
        anyObservation(),
        fc.nat(30),
        fc.nat(8),
        fc.option(fc.nat(2), { freq: 2 }),
        (input, second, length, aim) => {
          const expectation = expectNotifications(input);
          const [course] = expectation.courses;
          const before = course === undefined ? [] : idealSchedule(expectation, course).slice(0, length);
          const windows = windowsAfter(expectation, before);
          const { early, late } = input.tolerance;
          const soon = windows.find(({ status }) => status === 'due')?.from ?? 0;
          const at = aim === null ? second * 1000 : soon + Math.min(aim * 1000, late);
          if (at <= (before.at(-1)?.at ?? 0) || at + early > input.horizon) return;
          const near = windows.filter(({ from, to }) => from <= at + early && to >= at - late);
          const value = windows.findLast(({ from }) => from <= at)?.value ?? null;
          const seen: Notified[] = [...before, { at, value }];
          const objections = judge({ ...expectation, input: { ...input, horizon: at } }, seen).findings;
          const levels = objections.map(({ level }) => level);
          const asked = windows.find(({ status }) => status === 'due' || status === 'either');
          const runs = runsOf(windows).filter(run => run.status === 'due');
          if (runs.some(({ from, to }) => Math.min(to, at) - from > late)) {
            met.overdue += 1;
            expect(levels).toContain('must');
          } else if (near.every(({ status }) => status === 'forbidden')) {
            met.forbidden += 1;
            expect(levels).toContain('must');
          } else if (near.every(({ status }) => status === 'forbidden' || status === 'allowed')) {
            met.allowed += 1;
            expect(objections).not.toEqual([]);
          } else if (
            asked !== undefined &&
            at - asked.from <= late &&
            runs.some(({ from, to }) => from <= at && at <= to)
          ) {
            // Nothing was asked for long enough to be overdue in any reading.
            met.due += 1;
            expect(objections).toEqual([]);
          }
        },
      ),
      { numRuns: 500 },
    );
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(0);
  });

  test('let a period end at the moment at which it is written anew', () => {
    const path = '/3303/0/5700';
    const expectation = expectNotifications({
      ...{ version: '1.0', observed: path, type: 'Float', horizon: 30_000, tolerance: { early: 0, late: 0 } },
      // A Default Maximum Period below the minimum one does not count before 16 s; from then on it does, for a second.
      defaults: { pmin: 2, pmax: 1 },
      writes: [
        { at: 16_000, path, query: 'pmin=0' },
        { at: 17_000, path, query: 'pmax=2' },
      ],
      history: [0, 0.5].map((value, at) => ({ at: at * 1000, value })),
      first: { at: 0, value: 0 },
    });
    const seen = [2000, 16_000].map(at => ({ at, value: 0.5 }));
    expect(statusesAt(windowsAfter(expectation, seen), 17_000)).toContain('either');
    expect(statusesAt(windowsAfter(expectation, seen), 16_999)).not.toContain('either');
    const judged = judge(expectation, [...seen, ...[17_000, 19_000].map(at => ({ at, value: 0.5 }))]);
    expect(judged.findings.filter(({ notification }) => notification === 2)).toEqual([]);
  });

  test('cover the time from the last notification to the horizon without a gap', () => {
    fc.assert(
      fc.property(anyObservation(), input => {
        const windows = windowsAfter(expectNotifications(input));
        expect(windows[0]?.from).toBe(input.first.at);
        expect(windows.at(-1)?.to).toBe(input.horizon);
        windows.slice(1).forEach(({ from }, index) => {
          expect(windows[index]?.to).toBe(from);
        });
      }),
    );
  });
});

function statusesAt(windows: readonly Window[], at: number): string[] {
  return windows.filter(({ from, to }) => from <= at && at <= to).map(({ status }) => status);
}

/** Neighbours of the same status, which only differ in what is to be sent, as one. */
function runsOf(windows: readonly Window[]): Pick<Window, 'from' | 'to' | 'status'>[] {
  const runs: Pick<Window, 'from' | 'to' | 'status'>[] = [];
  for (const { from, to, status } of windows) {
    const last = runs.at(-1);
    if (last?.status === status) runs.splice(-1, 1, { ...last, to });
    else runs.push({ from, to, status });
  }
  return runs;
}
