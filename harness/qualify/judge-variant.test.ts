import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExpectedFailures, LegalVariant, VariantInput } from '../mutant/mutant.ts';
import { checkId } from '../verdict/ids.ts';
import { judgeVariant } from './judge-variant.ts';
import { PURPOSES, trials, triedAs } from './testing/tried.arbitrary.ts';
import type { FailedCheck, Trial, Tried } from './trial.ts';

type Announced = Pick<VariantInput, 'advice' | 'undecided'>;

function alarms(announced: Announced, ...tried: readonly Tried[]): string[] {
  const variant: LegalVariant = {
    ...{ kind: 'variant', id: 'client-x', difference: 'does it', clause: 'none', ...announced },
    ...{ variation: { role: 'client' }, hooks: ['operation'] },
  };
  return judgeVariant(variant, { subject: variant.id, tried, durationMs: 0 }).map(({ what }) => what);
}

/** Everything that a trial has said of its subject and that a variant may announce. */
function announcementOf({ tried }: Trial): Announced {
  const advised = tried.flatMap(({ failed }) => failed).filter(({ level }) => level !== 'must');
  const open = tried.filter(({ verdict }) => verdict === 'inconclusive');
  return {
    advice: Object.fromEntries(advised.map(({ id, reason }) => [id, reason])) as ExpectedFailures,
    undecided: Object.fromEntries(open.map(({ purpose }) => [purpose, 'cannot be told'])),
  };
}

const [ONE, TWO] = PURPOSES;
const CHECK = checkId(ONE, 'code');
const failed = (level: FailedCheck['level']): FailedCheck => ({
  ...{ id: CHECK, level, reason: 'code.unexpected', expected: '4.05', received: '4.04' },
});
const advice = { [CHECK]: 'code.unexpected' } as ExpectedFailures;

describe('the judgement of a legal variant', () => {
  test('has nothing to say of what was announced, as long as no must has failed and nothing has crashed', () => {
    fc.assert(
      fc.property(trials, trial => {
        const harmless = trial.tried.every(({ verdict }) => verdict === 'pass' || verdict === 'inconclusive');
        expect(alarms(announcementOf(trial), ...trial.tried).length === 0).toBe(harmless);
      }),
    );
  });

  test('is alarmed by every failed must, whatever was announced', () => {
    fc.assert(
      fc.property(trials, trial => {
        const { undecided = {} } = announcementOf(trial);
        const all = trial.tried.flatMap(tried => tried.failed);
        const everything = Object.fromEntries(all.map(({ id, reason }) => [id, reason])) as ExpectedFailures;
        const musts = all.filter(({ level }) => level === 'must').length;
        const told = alarms({ advice: everything, undecided }, ...trial.tried);
        expect(told.filter(what => what.includes('(must, ')).length).toBe(musts);
      }),
    );
  });

  test('is alarmed by announcements that nothing bears out, one by one', () => {
    fc.assert(
      fc.property(trials, trial => {
        const passed = trial.tried.map(({ purpose }) => triedAs(purpose, []));
        const { advice: told = {}, undecided = {} } = announcementOf(trial);
        const stale = Object.keys(told).length + Object.keys(undecided).length;
        expect(alarms({ advice: told, undecided }, ...passed)).toHaveLength(stale);
        expect(alarms({ advice: told, undecided })).toEqual([]);
      }),
    );
  });

  test.each<[string, Announced, Tried, number]>([
    ['advice that was announced', { advice }, triedAs(ONE, [failed('should')]), 0],
    ['advice that was not', {}, triedAs(ONE, [failed('should')]), 1],
    ['a must that was announced as advice', { advice }, triedAs(ONE, [failed('must')]), 1],
    ['an open end that was announced', { undecided: { [ONE]: 'why' } }, triedAs(ONE, [], 'inconclusive'), 0],
    ['an open end that was not', {}, triedAs(ONE, [], 'inconclusive'), 1],
    [
      'a crash that was announced as an open end',
      { undecided: { [ONE]: 'why' } },
      triedAs(ONE, [], 'error'),
      2,
    ],
    ['a rule between messages', {}, { ...triedAs(ONE, []), findings: ['matching.unknown-token'] }, 1],
    [
      'advice that fails a purpose made of it',
      { advice },
      { ...triedAs(ONE, [failed('should')]), verdict: 'fail' },
      0,
    ],
    ['a failure without a failed check', {}, { ...triedAs(ONE, []), verdict: 'fail' }, 1],
  ])('counts the alarms of %s', (_, announced, tried, count) => {
    expect(alarms(announced, tried)).toHaveLength(count);
  });

  test('holds a check to the reason that was announced', () => {
    const other = { ...failed('should'), reason: 'value.unexpected' as const };
    expect(alarms({ advice }, triedAs(ONE, [other]))).toEqual([
      `${CHECK} (should, value.unexpected): expected 4.05, received 4.04`,
    ]);
  });

  test('names the purpose that each alarm is about', () => {
    const told = alarms({ advice }, triedAs(ONE, []), triedAs(TWO, [], 'inconclusive'));
    expect(told).toEqual(['inconclusive: no reason is given', `announces ${CHECK}, which did not happen`]);
  });
});
