import { describe, expect, test } from '@jest/globals';
import { equals } from '../purpose/expect-value.ts';
import type { Level } from '../verdict/verdict.ts';
import { judge, type NearMiss } from './testing/near-miss.ts';
import { ofClient } from './testing/purposes.ts';

const other = ofClient('ics.bv.other', async t => void t.check('number', 1, equals(1)));

function depending(level: Level, number = 1) {
  return ofClient('ics.bv.depending', async t => void t.check('number', number, equals(1)), {
    ...{ level, when: 'object.5' },
  });
}

describe('a purpose with a condition', () => {
  test.each<[string, Level, boolean | 'unset', string]>([
    ['runs where the vendor claims it', 'must', true, 'pass, selected'],
    ['runs where the vendor has not said, if it is a must', 'must', 'unset', 'pass, selected'],
    [
      'does not run where the vendor has not said, if it is a should',
      'should',
      'unset',
      'not run, undetermined',
    ],
    ['does not run where the vendor has not said, if it is a may', 'may', 'unset', 'not run, undetermined'],
    ['does not apply where the vendor denies it', 'must', false, 'not run, notApplicable'],
    [
      'does not apply where the vendor denies it, if it is a should',
      'should',
      false,
      'not run, notApplicable',
    ],
  ])('%s, which is nothing unexpected: exit code 0', async (_, level, claim, fate) => {
    const run = await judge({ purposes: [other, depending(level)], ics: { 'object.5': claim } });
    expect(run.fate('ics.bv.depending')).toBe(fate);
    expect(run.exitCode).toBe(0);
  });

  test('is planned as undetermined where it runs although the vendor has not said', async () => {
    const run = await judge({ purposes: [depending('must')] });
    expect(run.plan).toMatchObject([{ applicability: 'undetermined', runs: true }]);
    expect(run.footer).toMatchObject({ applicability: { selected: 0, undetermined: 1 }, exitCode: 0 });
  });

  test('fails like any other where the vendor has not said: exit code 1', async () => {
    const run = await judge({ purposes: [depending('must', 2)] });
    expect(run.fate('ics.bv.depending')).toBe('fail, selected, unexpected');
    expect(run.exitCode).toBe(1);
  });

  test('that is no expression is a defect of the purpose: exit code 70', async () => {
    const wrong = { ...depending('must'), when: 'object.5 &&' };
    const run = await judge({ purposes: [wrong] });
    expect(run.diagnostics).toMatchObject([{ code: 'purpose.ics', exitCode: 70 }]);
    expect(run.exitCode).toBe(70);
  });
});

describe('a run that asks a SUT nothing: exit code 78', () => {
  test.each<[string, readonly NearMiss[]]>([
    ['where everything is ruled out', [{ purposes: [depending('must')], ics: { 'object.5': false } }]],
    ['where everything is undetermined', [{ purposes: [depending('should')] }]],
    [
      'where the SUT lacks the verbs for everything',
      [{ purposes: [other], sut: { launch: () => ['start'] } }],
    ],
    [
      'of two SUTs, however well the other does',
      [{ purposes: [other] }, { purposes: [depending('must')], ics: { 'object.5': false } }],
    ],
  ])('%s', async (_, misses) => {
    const run = await judge(...misses);
    expect(run.diagnostics).toMatchObject([{ code: 'plan.empty', exitCode: 78 }]);
    expect(run.exitCode).toBe(78);
  });

  test('unless the user has narrowed it and another SUT is asked something', async () => {
    const narrowed = { purposes: [depending('must')], ics: { 'object.5': false }, partial: true };
    expect((await judge({ purposes: [other] }, narrowed)).exitCode).toBe(0);
    expect((await judge(narrowed)).exitCode).toBe(78);
  });
});
