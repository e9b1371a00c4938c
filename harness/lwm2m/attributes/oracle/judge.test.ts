import { describe, expect, test } from '@jest/globals';
import type { Lwm2mVersion } from '../lwm2m-version.ts';
import { expectNotifications } from './expect-notifications.ts';
import { judge } from './judge.ts';
import type { ObservationInput } from './observation-input.ts';
import { findings, type Given, judged, observation, PATH } from './testing/observation.fixture.ts';

function answers(given: Given, seen: string, question: string): string {
  const { readings } = judged(given, seen);
  return readings.find(each => each.question === question)?.answers.join(' ') ?? '';
}

describe('gt=45, st=10', () => {
  const move = (from: number, to: number): Given => ({ set: 'gt=45&st=10', values: `0:${from} 5:${to}` });

  test.each([
    [20, 35],
    [45, 50],
    [50, 40],
    [35, 20],
    [44, 46],
    [46, 44],
    [30, 40],
  ])('asks for a notification from %d to %d', (from, to) => {
    // From 45 itself it depends on whether 45 is already beyond.
    if (from !== 45) expect(findings(move(from, to), '')).toBe('missing must');
    expect(findings(move(from, to), `5:${to}`)).toBe('');
  });

  test.each([
    [20, 29],
    [44, 36],
    [46, 50],
    [54, 46],
  ])('forbids one from %d to %d', (from, to) => {
    expect(findings(move(from, to), `5:${to}`)).toBe('unexpected must');
    expect(findings(move(from, to), '')).toBe('');
  });
});

describe('lt=20, gt=85, st=10', () => {
  test.each([
    [17, 24],
    [75, 90],
    [50, 10],
    [87, 99],
  ])('asks for a notification from %d to %d', (from, to) => {
    const given: Given = { set: 'lt=20&gt=85&st=10', values: `0:${from} 5:${to}` };
    expect(findings(given, '')).toBe('missing must');
    expect(findings(given, `5:${to}`)).toBe('');
  });
});

describe('a bound that is reached exactly', () => {
  const across: Given = { set: 'gt=45', values: '0:44 5:45 10:46 15:45 20:44' };

  test.each([
    ['above', '10:46 15:45'],
    ['at-or-above', '5:45 20:44'],
    ['arriving', '5:45 15:45'],
    ['leaving', '10:46 20:44'],
  ])('may be crossed when the value is %s, and tells that reading of the client', (reading, seen) => {
    expect(findings(across, seen)).toBe('');
    expect(answers(across, seen, 'bound-gt')).toBe(reading);
  });

  test.each([
    ['never', ''],
    ['upwards only', '10:46'],
    ['on both sides', '5:45 10:46'],
  ])('is not crossed %s', (_, seen) => {
    expect(findings(across, seen)).not.toBe('');
  });

  test('is no question when no value touches it', () => {
    const { questions } = expectNotifications(observation({ ...across, set: 'gt=45.5' }));
    expect(questions).toEqual(['comparison']);
  });
});

describe('silence', () => {
  test.each([
    ['a step that is clearly reached', 'st=0.1', '20 20.2', 'missing must'],
    ['a step of 0.1 between 4 byte floats', 'st=0.1', '20 20.1', ''],
    ['a step of 0.1 that is one only in decimals', 'st=0.1', '0.2 0.3', ''],
    ['a step of 8 that is reached exactly', 'st=8', '1.5 9.5', 'missing must'],
    ['a step that ends in infinity', 'st=5', '1 Infinity', 'missing must'],
    ['what is not a number', 'st=5', '1 NaN', ''],
  ])('is judged by the precision of a Float after %s', (_, set, values, expected) => {
    const [from, to] = values.split(' ');
    expect(findings({ type: 'Float', set, values: `0:${from} 5:${to}` }, '')).toBe(expected);
  });

  test.each([
    [
      'an integer just above 2^53',
      'gt=9007199254740992',
      '9007199254740991 9007199254740993',
      'missing must',
    ],
    ['a step of one at 2^63', 'st=1', '9223372036854775806 9223372036854775807', 'missing must'],
    ['a step of two at 2^63', 'st=2', '9223372036854775806 9223372036854775807', ''],
    ['half a unit between integers', 'gt=10.5', '10 11', 'missing must'],
    ['a bound below zero', 'gt=-5', '-6 -4', 'missing must'],
  ])('is judged exactly after %s', (_, set, values, expected) => {
    const [from, to] = values.split(' ');
    expect(findings({ set, values: `0:${from} 5:${to}` }, '')).toBe(expected);
  });
});

describe('a Float', () => {
  test('may be rounded to 4 bytes on its way', () => {
    const given: Given = { type: 'Float', values: '0:0.1 5:0.2' };
    expect(findings(given, `5:${Math.fround(0.2)}`)).toBe('');
    expect(findings(given, '5:0.2001')).toBe('value must');
  });

  test('within rounding of a bound may have crossed it or not', () => {
    const given: Given = { type: 'Float', set: 'gt=0.1', values: '0:0 5:0.1' };
    expect(findings(given, '')).toBe('');
    expect(findings(given, '5:0.1')).toBe('');
  });
});

describe('pmin and pmax', () => {
  const values = '0:1 1:2 13:3';

  test.each<[Lwm2mVersion, string, string]>([
    ['1.0', '', '1:2 13:3'],
    ['1.0', 'pmin=10', '10:2 20:3'],
    ['1.0', 'pmax=10', '1:2 11:2 13:3 23:3'],
    ['1.0', 'pmin=5&pmax=10', '5:2 13:3 23:3'],
    ['1.0', 'pmin=0&pmax=10', '1:2 11:2 13:3 23:3'],
    ['1.0', 'pmin=5&pmax=0', '5:2 13:3'],
    ['1.0', 'pmin=0&pmax=0', '1:2 13:3'],
    ['1.0', 'pmin=10&pmax=5', '10:2 20:3'],
    ['1.0', 'pmin=10&pmax=10', '10:2 20:3'],
    ['1.1', 'pmin=10&pmax=10', '10:2 20:3'],
    ['1.2', 'pmin=10&pmax=10', '10:2 20:3'],
    ['1.0', 'pmin=100', ''],
    ['1.0', 'pmax=100', '1:2 13:3'],
  ])('in %s with "%s" ask for "%s"', (version, set, expected) => {
    const given: Given = { version, set, values, horizon: 24_000 };
    expect(findings(given, expected)).toBe('');
    const notifications = expected.split(' ').filter(text => text !== '');
    notifications.forEach((_, index) => {
      expect(findings(given, notifications.toSpliced(index, 1).join(' '))).toMatch(/^(missing|late) must/);
    });
  });

  test('may or may not ask for a periodic notification in 1.1 when they are equal', () => {
    const given: Given = { version: '1.1', set: 'pmin=10&pmax=10', values: '0:1', horizon: 24_000 };
    expect(findings(given, '')).toBe('');
    expect(findings(given, '10:1 20:1')).toBe('');
    expect(findings(given, '10:1')).toBe('missing must');
    expect(findings({ ...given, version: '1.2' }, '')).toBe('missing must');
    expect(findings({ ...given, version: '1.0' }, '')).toBe('missing must');
  });

  test.each([
    ['', '10:1 15:2'],
    ['late must', '10.6:1 15.6:2'],
    ['early must', '4.8:1 12:2 22:2'],
    ['early must', '10:1 12:2 22:2'],
    ['unexpected should', '7:1 12:2 22:2'],
    ['value must', '10:1 15:1 20:2'],
    ['value must', '10:7 15:2'],
    ['value must', '10:- 15:2'],
    ['early must', '10:1 15:2 15.1:2'],
    ['missing must', ''],
    ['late must', '15:2'],
    ['missing must', '20:2'],
  ])('find "%s" in "%s"', (expected, seen) => {
    const given: Given = { set: 'pmin=5&pmax=10', values: '0:1 12:2', horizon: 24_000 };
    expect(findings(given, seen)).toBe(expected);
  });

  test('leave a notification the time that it may take', () => {
    const given: Given = { set: 'pmax=10', values: '0:1' };
    expect(findings({ ...given, horizon: 10_500 }, '')).toBe('');
    expect(findings({ ...given, horizon: 10_501 }, '')).toBe('missing must');
    expect(findings({ ...given, horizon: 12_000 }, '10.5:1')).toBe('');
    expect(findings({ ...given, horizon: 12_000 }, '9.9:1')).toBe('');
  });

  test('give a change the time that a client may take to notice it, and pmax none', () => {
    const tolerance = { early: 0, late: 500, reaction: 2_000 };
    const change: Given = { values: '0:1 1:2', horizon: 9_000 };
    expect(findings({ ...change, tolerance }, '3.5:2')).toBe('');
    expect(findings({ ...change, tolerance }, '3.6:2')).toBe('late must');
    const period: Given = { set: 'pmax=5', values: '0:1', horizon: 9_000 };
    expect(findings({ ...period, tolerance }, '5.5:1')).toBe('');
    expect(findings({ ...period, tolerance }, '5.6:1')).toBe('late must');
  });

  test('cite the rule and the section of the version', () => {
    expect(judged({ version: '1.2', set: 'pmin=5', values: '0:1 1:2 13:3' }, '1:2 13:3').findings).toEqual([
      {
        ...{ code: 'notification.early', level: 'must', rule: 'pmin', clause: 'TS Core 1.2.1 §7.3.2' },
        ...{ at: 1000, notification: 0 },
        message:
          'a notification after 1000 ms with 2, before 5000 ms: no notification within pmin of the last one',
      },
    ]);
  });

  test('come from the account where they are not written, and are overridden one by one', () => {
    const given: Given = { defaults: { pmin: 5, pmax: 10 }, values, horizon: 24_000 };
    expect(findings(given, '5:2 13:3 23:3')).toBe('');
    expect(findings({ ...given, set: 'pmin=0' }, '1:2 11:2 13:3 23:3')).toBe('');
    expect(findings({ ...given, set: 'pmax=30' }, '5:2 13:3')).toBe('');
    expect(findings({ ...given, version: '1.2', observeQuery: 'pmin=0' }, '1:2 11:2 13:3 23:3')).toBe('');
  });

  test.each(['pmax=0', 'pmax=2'])('leave open whether %s lets the account decide', set => {
    const given: Given = { set, defaults: { pmin: 5, pmax: 10 }, values: '0:1', horizon: 12_000 };
    expect(findings(given, '')).toBe('');
    expect(findings(given, '10:1')).toBe('');
    expect(findings(given, '2:1')).toBe('early must');
    expect(answers(given, '', 'ignored-pmax')).toBe('none');
  });
});

describe('a change and its return within pmin', () => {
  const given: Given = { set: 'pmin=10', values: '0:1 2:2 4:1', horizon: 30_000 };

  test('may or may not be notified when pmin ends, with the value of that moment', () => {
    expect(findings(given, '')).toBe('');
    expect(findings(given, '10:1')).toBe('');
    expect(findings(given, '10:2')).toBe('value must');
    expect(findings(given, '2:2')).toBe('early must, missing must');
    expect(answers(given, '', 'comparison')).toBe('evaluated');
    expect(answers(given, '10:1', 'comparison')).toBe('latched latched-notified');
  });

  test('is one notification with the latest value when it does not quite return', () => {
    const merged: Given = { ...given, values: '0:1 2:2 4:3' };
    expect(findings(merged, '10:3')).toBe('');
    expect(findings(merged, '10:2')).toBe('value must');
    expect(findings(merged, '10:3 20:3')).toBe('unexpected should');
  });
});

describe('st', () => {
  test('counts from the last notified value', () => {
    const creeping: Given = { set: 'st=10', values: '0:0 1:4 2:8 3:12 4:16 5:22' };
    expect(findings(creeping, '3:12 5:22')).toBe('');
    expect(findings(creeping, '')).toBe('missing must');
    expect(findings(creeping, '2:8 5:22')).toBe('unexpected must');
  });

  test('counts from what a periodic notification has told', () => {
    const given: Given = { set: 'st=10&pmax=5', values: '0:0 3:8 7:16 8:18', horizon: 14_000 };
    expect(findings(given, '5:8 8:18 13:18')).toBe('');
    expect(findings(given, '5:8 7:16 12:18')).toBe('unexpected must');
  });
});

describe('edge', () => {
  const given: Given = { version: '1.2', type: 'Boolean', values: '0:false 5:true 10:false 15:true' };

  test('asks for a notification of every edge of its kind and of no other', () => {
    expect(findings({ ...given, set: 'edge=1' }, '5:true 15:true')).toBe('');
    expect(findings({ ...given, set: 'edge=0' }, '10:false')).toBe('');
    expect(findings({ ...given, set: 'edge=1' }, '5:true')).toBe('missing must');
    expect(findings({ ...given, set: 'edge=0' }, '5:true 10:false')).toBe('unexpected must');
  });

  test('leaves open what becomes of one that is undone within pmin', () => {
    const undone: Given = { ...given, set: 'edge=1&pmin=7', values: '0:false 5:true 6:false' };
    expect(findings(undone, '')).toBe('');
    expect(findings(undone, '7:false')).toBe('');
    expect(findings({ ...undone, values: `${undone.values} 6.5:true` }, '')).toBe('missing must');
  });
});

describe('levels', () => {
  const [object, instance, resource, below] = ['/3303', '/3303/0', PATH, `${PATH}/1`] as const;

  /** When a change is notified, by the level that has pmin=5 and the observed one. */
  test.each([
    [object, object, 'held'],
    [object, instance, 'held'],
    [object, resource, 'held'],
    [object, below, 'held'],
    [instance, object, 'either'],
    [instance, instance, 'held'],
    [instance, resource, 'held'],
    [instance, below, 'held'],
    [resource, object, 'either'],
    [resource, instance, 'either'],
    [resource, resource, 'held'],
    [resource, below, 'held'],
    [below, object, 'either'],
    [below, instance, 'either'],
    [below, resource, 'either'],
    [below, below, 'held'],
    ['/3', instance, 'at once'],
    ['/3303/1', resource, 'at once'],
    ['/3303/0/5701', resource, 'at once'],
  ])('hand pmin from %s to an observation of %s: %s', (written, observed, expected) => {
    const given: Given = {
      ...{ version: '1.1', observed, resource: below, values: '0:1 1:2' },
      writes: [`-1 ${written} pmin=5`],
    };
    expect(findings(given, '1:2') === '').toBe(expected !== 'held');
    expect(findings(given, '5:2') === '').toBe(expected !== 'at once');
  });

  test('let the nearest attribute win, one by one', () => {
    const writes = [`-3 ${object} pmin=20&pmax=30`, `-2 ${instance} pmin=5`, `-1 ${resource} gt=10`];
    const given: Given = { writes, values: '0:1 1:11', horizon: 40_000 };
    expect(findings(given, '5:11 35:11')).toBe('');
    expect(findings({ ...given, writes: [...writes, `-0.5 ${instance} pmin`] }, '20:11')).toBe('');
    expect(findings({ ...given, writes: [...writes, `-0.5 ${instance} pmin`] }, '5:11 35:11')).not.toBe('');
  });

  test('refuse to model attributes of a sibling below the observed level', () => {
    const writes = ['-1 /3303/0/5701 pmax=5'];
    const given: Given = { observed: instance, resource, values: '0:1', writes };
    expect(() => expectNotifications(observation(given))).toThrow('not the one that changes');
  });
});

describe('attributes written during the observation', () => {
  const given: Given = { set: 'pmax=10', writes: [`4 ${PATH} pmax=6`], values: '0:1', horizon: 16_000 };

  test.each([
    ['at-once', '6:1 12:1'],
    ['restart', '10:1 16:1'],
    ['next-period', '10:1 16:1'],
  ])('may act like %s', (effect, seen) => {
    expect(findings(given, seen)).toBe('');
    expect(answers(given, seen, 'write-effect')).toContain(effect);
  });

  test('do not act in two ways', () => {
    expect(findings(given, '8:1 14:1')).toBe('unexpected should');
    expect(findings(given, '6:1')).toBe('missing must');
    expect(findings(given, '')).toBe('missing must');
  });

  test('leave open what a step is counted from', () => {
    const step: Given = {
      ...{ set: 'gt=100', writes: [`4 ${PATH} st=10`], horizon: 10_000 },
      values: '0:0 2:8 6:12 8:50',
    };
    expect(findings(step, '6:12 8:50')).toBe('');
    expect(findings(step, '8:50')).toBe('');
    expect(findings(step, '2:8 8:50')).toBe('unexpected must');
    expect(findings(step, '')).toBe('missing must');
  });
});

describe('evaluation periods', () => {
  test('let a change be noticed later, not earlier', () => {
    const set = 'epmin=2&epmax=4';
    const given: Given = { version: '1.1', set, values: '0:1 1:2 7:3', horizon: 20_000 };
    expect(findings(given, '4:2 8:3')).toBe('');
    expect(findings(given, '1:2 7:3')).toBe('');
    expect(findings(given, '5.6:2 8:3')).toBe('late must');
    expect(findings(given, '0.5:2 8:3')).not.toBe('');
  });
});

describe('the first answer', () => {
  test('must carry a value of the resource', () => {
    const input = observation({ values: '0:1' });
    const { findings: found } = judgedInput({ ...input, first: { at: 0, value: 7n } });
    expect(found.map(({ code }) => code)).toEqual(['notification.value']);
  });

  test('may carry the value of before a change that it overtakes', () => {
    const input = observation({ values: '-5:1 -0.2:2' });
    expect(judgedInput({ ...input, first: { at: 0, value: 1n } }, 2n).findings).toEqual([]);
    expect(judgedInput({ ...input, first: { at: 0, value: 1n } }).findings).toHaveLength(1);
    expect(judgedInput({ ...input, first: { at: 0, value: 2n } }).findings).toEqual([]);
  });
});

function judgedInput(input: ObservationInput, ...seen: bigint[]) {
  return judge(
    expectNotifications(input),
    seen.map(value => ({ at: 10, value })),
  );
}

describe('expectNotifications', () => {
  test.each<[string, Partial<ObservationInput>]>([
    ['an empty history', { history: [] }],
    ['a history out of order', { history: [1, 0].map(at => ({ at, value: BigInt(at) })) }],
    ['a value of another type', { history: [{ at: 0, value: 'one' }] }],
    ['no resource', { observed: '/3303/0' }],
    ['a resource elsewhere', { resource: '/3/0/9' }],
    ['a path that is none', { observed: '3303' }],
    ['a write that no client accepts', { writes: [{ at: 0, path: PATH, query: 'pmin=x' }] }],
    ['a horizon before the first answer', { horizon: -1 }],
    ['a negative tolerance', { tolerance: { early: -1, late: 0 } }],
  ])('does not go on with %s', (_, wrong) => {
    expect(() => expectNotifications({ ...observation({ values: '0:1' }), ...wrong })).toThrow(
      expect.objectContaining({ code: 'oracle.input' }),
    );
  });
});
