import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientVariant, type Subject } from '../mutant/mutant.ts';
import type { Qualification } from './qualification.schema.ts';
import { concludeQualification } from './qualification.ts';
import {
  ANSWER,
  ANSWERS_WRONG,
  badInput,
  failed,
  GOOD_TRIALS,
  input,
  mutant,
  READ,
  READS_WRONG,
  REFUSE,
  SLOW,
  SUBJECTS,
  said,
  trial,
  WRITES_ALL,
  withTrials,
} from './testing/sample-qualification.ts';

const conclude = (rest: Parameters<typeof input>[0] = {}): Qualification =>
  concludeQualification(input(rest));
/** What speaks against the tester, and nothing else. */
const against = ({ survivors, idlePurposes, wrongReason, falseAlarms, errors }: Qualification) => ({
  ...{ survivors, idlePurposes, wrongReason },
  falseAlarms: falseAlarms.map(({ variant, what }) => `${variant} ${what}`),
  errors: errors.map(({ subject, reason }) => `${subject} ${reason}`),
});
const NOTHING = { survivors: [], idlePurposes: [], wrongReason: [], falseAlarms: [], errors: [] };

describe('A qualification', () => {
  test('is passed when every mutant is killed, every purpose kills, and variants are let pass', () => {
    const good = conclude();
    expect(good).toMatchObject({ qualified: true, mutants: 3, killed: 3, purposes: 3, variants: 1 });
    expect(against(good)).toEqual(NOTHING);
  });

  test('fails for a mutant that survives, whose purpose is then idle', () => {
    const bad = conclude({ trials: withTrials(trial(READS_WRONG, said(READ.id), said(REFUSE.id))) });
    expect(bad).toMatchObject({ qualified: false, mutants: 3, killed: 2 });
    expect(against(bad)).toEqual({ ...NOTHING, survivors: [READS_WRONG.id], idlePurposes: [READ.id] });
    expect(bad.purposeRows.find(({ id }) => id === READ.id)).toMatchObject({ missed: [READS_WRONG.id] });
  });

  test('fails for a mutant that another check kills than the expected one', () => {
    const other = said(REFUSE.id, [failed('management.bi.refuse/code', 'code.unexpected')]);
    const bad = conclude({ trials: withTrials(trial(WRITES_ALL, said(READ.id), other)) });
    expect(against(bad)).toEqual({ ...NOTHING, wrongReason: [WRITES_ALL.id] });
    expect(bad.qualified).toBe(false);
  });

  test('fails for a mutant that is killed for another reason', () => {
    const other = said(READ.id, [failed('management.bv.read/value', 'response.missing')]);
    const bad = conclude({ trials: withTrials(trial(READS_WRONG, other, said(REFUSE.id))) });
    expect(against(bad)).toEqual({ ...NOTHING, wrongReason: [READS_WRONG.id], idlePurposes: [READ.id] });
  });

  test('fails for a purpose that no mutant names', () => {
    const bad = conclude({
      subjects: SUBJECTS.filter(subject => subject !== ANSWERS_WRONG),
      trials: GOOD_TRIALS.filter(({ subject }) => subject !== ANSWERS_WRONG.id),
    });
    expect(bad.qualified).toBe(false);
    expect(against(bad)).toEqual({ ...NOTHING, idlePurposes: [ANSWER.id] });
  });

  test('takes no purpose for proven that failed only mutants which do not name it', () => {
    const both = trial(
      READS_WRONG,
      said(READ.id, [failed('management.bv.read/value', 'value.unexpected')]),
      said(REFUSE.id, [failed('management.bi.refuse/code', 'code.unexpected')]),
    );
    const bad = conclude({
      subjects: [READS_WRONG, ANSWERS_WRONG, SLOW],
      trials: withTrials(both).filter(({ subject }) => subject !== WRITES_ALL.id),
    });
    expect(against(bad)).toEqual({ ...NOTHING, idlePurposes: [REFUSE.id] });
    expect(bad.purposeRows.find(({ id }) => id === REFUSE.id)).toMatchObject({ kills: [], alsoFailed: 1 });
  });

  test('takes no purpose for proven whose check failed while its verdict did not', () => {
    const advice = said(READ.id, [failed('management.bv.read/value', 'value.unexpected', 'should')]);
    const bad = conclude({ trials: withTrials(trial(READS_WRONG, advice, said(REFUSE.id))) });
    expect(against(bad)).toEqual({ ...NOTHING, idlePurposes: [READ.id] });
  });

  test('fails for a false alarm on a legal variant', () => {
    const alarm = said(READ.id, [failed('management.bv.read/value', 'timing.late')]);
    const bad = conclude({ trials: withTrials(trial(SLOW, alarm, said(REFUSE.id))) });
    expect(bad.qualified).toBe(false);
    expect(against(bad).falseAlarms).toEqual([
      'client-slow management.bv.read/value (must, timing.late): expected one thing, received another',
    ]);
    expect(bad.variantRows).toMatchObject([{ passed: 1, tried: 2, falseAlarms: 1 }]);
  });

  test('fails for a purpose that ends as error, but not for an adapter that a mutant broke', () => {
    const ended = (reason: 'purpose.crashed' | 'control.failed') =>
      conclude({
        trials: withTrials(
          trial(
            READS_WRONG,
            said(READ.id, [failed('management.bv.read/value', 'value.unexpected')]),
            said(REFUSE.id, [], { verdict: 'error', reason }),
          ),
        ),
      });
    expect(against(ended('purpose.crashed')).errors).toEqual(['client-reads-wrong purpose.crashed']);
    expect(ended('purpose.crashed').qualified).toBe(false);
    expect(ended('control.failed').qualified).toBe(true);
  });

  test('counts a mutant as untried whose only purpose broke down, by whatever fault', () => {
    for (const reason of ['purpose.crashed', 'control.failed'] as const) {
      const bad = conclude({
        trials: withTrials(trial(READS_WRONG, said(READ.id, [], { verdict: 'error', reason }))),
      });
      expect(bad).toMatchObject({ qualified: false, survivors: [], wrongReason: [] });
      expect(against(bad).errors).toEqual([`client-reads-wrong ${reason}`]);
      expect(bad.mutantRows.find(({ id }) => id === READS_WRONG.id)).toMatchObject({ fate: 'untried' });
    }
  });

  test('counts a mutant whose trial never ended, as untried', () => {
    const broken = [{ subject: READS_WRONG.id, purpose: null, reason: 'trial.hung', message: 'too long' }];
    const trials = GOOD_TRIALS.filter(({ subject }) => subject !== READS_WRONG.id);
    const bad = conclude({ trials, broken });
    expect(bad).toMatchObject({ qualified: false, mutants: 3, killed: 2, survivors: [], wrongReason: [] });
    expect(against(bad).errors).toEqual(['client-reads-wrong trial.hung']);
    expect(bad.mutantRows.find(({ id }) => id === READS_WRONG.id)).toMatchObject({
      fate: 'untried',
      missed: [{ check: 'management.bv.read/value' }],
      durationMs: null,
    });
  });

  test('does not pass a variant whose trial never ended', () => {
    const broken = [{ subject: SLOW.id, purpose: null, reason: 'trial.hung', message: 'too long' }];
    const trials = GOOD_TRIALS.filter(({ subject }) => subject !== SLOW.id);
    expect(conclude({ trials, broken })).toMatchObject({
      ...{ qualified: false, variants: 1 },
      variantRows: [{ tried: 0, passed: 0, durationMs: null }],
    });
  });

  test.each([
    ['mutant', 'variant'],
    ['variant', 'mutant'],
  ] as const)('of no %s proves nothing, unless it is of a part', (missing, kept) => {
    const subjects = SUBJECTS.filter(({ kind }) => kind === kept);
    const order = { subjects, purposes: [] };
    expect(against(conclude(order)).errors).toEqual(['null qualify.nothing']);
    expect(conclude({ ...order, partial: true }).qualified).toBe(true);
    expect(missing).not.toBe(kept);
  });

  test('has a row for every requirement of the catalogue, those without purposes or mutants too', () => {
    const { requirementRows } = conclude();
    expect(requirementRows).toHaveLength(51);
    expect(requirementRows.find(({ id }) => id === 'HLF-027')).toEqual({
      ...{ id: 'HLF-027', purposes: 2, proven: 2, mutants: 1, killed: 1 },
    });
    expect(requirementRows.find(({ id }) => id === 'SEC-004')).toEqual({
      ...{ id: 'SEC-004', purposes: 0, proven: 0, mutants: 0, killed: 0 },
    });
    expect(conclude({ partial: true }).requirementRows.map(({ id }) => id)).toEqual([
      'HLF-019',
      'HLF-027',
      'HLF-032',
    ]);
  });

  test('names the checks that no mutant and no variant made fail', () => {
    const rows = conclude().purposeRows;
    expect(rows.map(({ checks, idleChecks }) => [checks, idleChecks])).toEqual([
      [2, ['management.bv.read/steady']],
      [3, ['management.bi.refuse/steady']],
      [2, ['registration.bv.answer/steady']],
    ]);
    const advised = trial(
      SLOW,
      said(READ.id, [failed('management.bv.read/steady', 'timing.late', 'should')]),
    );
    const [read] = conclude({ trials: withTrials(advised) }).purposeRows;
    expect(read?.idleChecks).toEqual([]);
  });

  test('lists what a variant announced, where it happened', () => {
    const announcing = clientVariant(
      {
        ...{ id: SLOW.id, difference: SLOW.difference, clause: SLOW.clause },
        advice: { 'management.bv.read/in-time': 'timing.late' },
        undecided: { [REFUSE.id]: 'nothing is to be refused' },
      },
      { messageOut: () => null },
    );
    const tried = trial(
      announcing,
      said(READ.id, [failed('management.bv.read/in-time', 'timing.late', 'should')]),
      said(REFUSE.id, [], { verdict: 'inconclusive' }),
    );
    const good = conclude({
      subjects: SUBJECTS.map((subject): Subject => (subject === SLOW ? announcing : subject)),
      trials: withTrials(tried),
    });
    expect(against(good)).toEqual(NOTHING);
    expect(good.variantRows).toMatchObject([
      {
        advice: [{ check: 'management.bv.read/in-time', reason: 'timing.late' }],
        undecided: [{ purpose: REFUSE.id, why: 'nothing is to be refused' }],
      },
    ]);
  });

  test('is the same in whatever order the trials end', () => {
    const { subjects, trials, broken, ...rest } = badInput('anything');
    const more = [...subjects, mutant('client-crashing', READS_WRONG.kills)];
    const both = [
      ...broken,
      { subject: 'client-crashing', purpose: null, reason: 'trial.crashed', message: '' },
    ];
    const ended = (order: typeof trials, faults: typeof broken, all: typeof subjects) =>
      concludeQualification({ ...rest, subjects: all, trials: order, broken: faults });
    const shuffled = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    fc.assert(
      fc.property(shuffled(trials), shuffled(both), shuffled(more), (order, faults, all) => {
        expect(ended(order, faults, all)).toEqual(ended(trials, both, more));
      }),
    );
  });
});
