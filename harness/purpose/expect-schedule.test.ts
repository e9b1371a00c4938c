import { describe, expect, test } from '@jest/globals';
import { expectNotifications } from '../lwm2m/attributes/oracle/oracle.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { notifiesAs, type SeenNotification } from './expect-schedule.ts';

const START = 1_000;
const expected = expectNotifications({
  version: '1.0',
  observed: '/1/0/6',
  type: 'Boolean',
  writes: [{ at: 0, path: '/1/0/6', query: 'pmin=1&pmax=3' }],
  history: [{ at: 0, value: true }],
  first: { at: START, value: true },
  horizon: START + 7_000,
  tolerance: { early: 0, late: 0 },
});
const cameAt = (...seconds: number[]): SeenNotification[] =>
  seconds.map((second, index) => ({ at: START + second * 1_000, value: true, frame: 10 + index }));
const judge = (seen: readonly SeenNotification[]) => notifiesAs(expected).judge(seen, definitionOf);

describe('notifiesAs', () => {
  test('passes what the attributes ask for, and tells when it came', () => {
    const judgement = judge(cameAt(3, 6));
    expect(judgement.pass).toBe(true);
    expect(judgement.received).toContain('after 3.000 s, 6.000 s');
  });

  test.each([
    ['timing.early', 'TS 1.0 §5.1.2', cameAt(0.5, 3.5, 6.5), 10],
    ['timing.late', 'TS 1.0 §5.1.2', cameAt(3, 6.5), 11],
    ['message.missing', 'TS 1.0 §5.1.2', cameAt(3), null],
    ['value.unexpected', 'RFC 7641 §3.2', [...cameAt(3), { at: START + 6_000, value: false, frame: 11 }], 11],
  ] as const)('fails with %s, the clause and the frame that shows it', (reason, clause, seen, frame) => {
    const judgement = judge(seen);
    expect(judgement).toMatchObject({ pass: false, reason, frame });
    expect(judgement).not.toHaveProperty('level');
    expect(judgement.received).toContain(clause);
  });

  test('is judged by the first rule that is broken, whatever advice was not followed before', () => {
    const judgement = judge(cameAt(2, 2.5, 3));
    expect(judgement).toMatchObject({ pass: false, reason: 'timing.early', frame: 11 });
    expect(judgement).not.toHaveProperty('level');
  });

  test('fails as a should check for a notification that is only superfluous', () => {
    expect(judge(cameAt(2, 5))).toMatchObject({ pass: false, reason: 'message.unexpected', level: 'should' });
  });

  test('tells the first findings of a client that never pauses, and how many there are', () => {
    const { received } = judge(cameAt(...Array.from({ length: 600 }, (_, index) => index / 100)));
    expect(received.match(/no notification within pmin/g)).toHaveLength(5);
    expect(received).toMatch(/; and \d{3} more/);
  });
});
