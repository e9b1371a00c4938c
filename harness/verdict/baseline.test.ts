import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlanEvent, ResultEvent } from '../record/events.ts';
import { applyBaseline, type BaselineEntry } from './baseline.ts';
import type { CheckResult } from './check-result.ts';
import type { CellId, CheckId, PurposeId } from './ids.ts';
import type { PurposeDeclaration } from './purpose-declaration.ts';
import type { ReasonCode } from './reason-code.ts';
import type { Level, Verdict } from './verdict.ts';

const CELL = 'acme/nosec/udp/1.0' as CellId;
const PURPOSES = ['a.bv.one', 'a.bv.two', 'a.bv.three'] as PurposeId[];
const WORDS = ['x', 'y', 'z'];
const REASONS: ReasonCode[] = ['code.unexpected', 'response.missing'];
const [ONE] = PURPOSES as [PurposeId, ...PurposeId[]];

function check(words: string, given: Partial<CheckResult> = {}, purpose = ONE): CheckResult {
  const failed = given.outcome === 'fail';
  return {
    id: `${purpose}/${words}` as CheckId,
    ...{ level: 'must', outcome: 'pass', expected: '', received: '', frame: null, source: 'wire' },
    reason: failed ? 'code.unexpected' : null,
    ...given,
  };
}

function result(given: Partial<ResultEvent> = {}): ResultEvent {
  return {
    ...{ type: 'result', cell: CELL, purpose: ONE, verdict: 'pass', applicability: 'selected', reason: null },
    ...{ message: null, checks: [check('x')], endpoint: null, durationMs: 1, disposition: null },
    ...given,
  };
}

function planned(
  given: Partial<Omit<PlanEvent, 'purpose'>> & { id?: PurposeId; level?: Level } = {},
): PlanEvent {
  const { id = ONE, level = 'must', ...rest } = given;
  const purpose: PurposeDeclaration = {
    ...{ id, level, title: '', role: 'client', requirements: ['HLF-001'], clause: '', ets: [] },
    ...{ twin: null, when: null, needs: [], revision: 1 },
  };
  return { type: 'plan', cell: CELL, purpose, applicability: 'selected', why: '', runs: true, ...rest };
}

const ABOUT = { file: 'baseline.yaml', line: 3, clause: null, issue: null, note: '' };
function knownCheck(words = 'x', reason: ReasonCode = 'code.unexpected', purpose = ONE): BaselineEntry {
  return { ...ABOUT, purpose, check: `${purpose}/${words}` as CheckId, expect: 'fail', reason };
}

const FAILED = check('x', { outcome: 'fail' });
const FULL = { partial: false };

/** Disposition of the result and of its checks. */
function against(given: ResultEvent, entries: readonly BaselineEntry[], level: Level = 'must') {
  const { results, stale } = applyBaseline([given], [planned({ level })], entries, FULL);
  const [only] = results;
  return {
    result: only?.disposition,
    checks: only?.checks.map(({ disposition }) => disposition),
    stale: stale.map(({ reason }) => reason),
  };
}

describe('A failed check', () => {
  const fail = result({ verdict: 'fail', checks: [FAILED, check('y')] });

  test('is expected when the baseline knows it by id and reason', () => {
    expect(against(fail, [knownCheck()])).toEqual({
      result: 'expected',
      checks: ['expected', undefined],
      stale: [],
    });
  });

  test('is unexpected when the baseline does not know it, or knows another reason', () => {
    expect(against(fail, [])).toEqual({ result: 'unexpected', checks: ['unexpected', undefined], stale: [] });
    expect(against(fail, [knownCheck('x', 'response.missing')])).toEqual({
      result: 'unexpected',
      checks: ['unexpected', undefined],
      stale: ['the check failed for another reason: code.unexpected, not response.missing'],
    });
  });

  test('does not hide another one', () => {
    const both = result({ verdict: 'fail', checks: [FAILED, check('y', { outcome: 'fail' })] });
    expect(against(both, [knownCheck()])).toEqual({
      result: 'unexpected',
      checks: ['expected', 'unexpected'],
      stale: [],
    });
  });

  test('of level should is new, never unexpected, and known when the baseline has it', () => {
    const soft = check('x', { outcome: 'fail', level: 'should' });
    expect(against(result({ checks: [soft] }), [])).toMatchObject({ result: 'new', checks: ['new'] });
    expect(against(result({ checks: [soft] }), [knownCheck()])).toMatchObject({
      result: 'expected',
      checks: ['expected'],
    });
    expect(against(result({ verdict: 'fail', checks: [soft] }), [], 'should')).toMatchObject({
      result: 'new',
    });
    expect(against(result({ verdict: 'fail', checks: [soft] }), [knownCheck()], 'should')).toMatchObject({
      result: 'expected',
    });
    const withHard = result({ verdict: 'fail', checks: [check('y', { outcome: 'fail' }), soft] });
    expect(against(withHard, [knownCheck('y')])).toMatchObject({
      result: 'expected',
      checks: ['expected', 'new'],
    });
  });
});

describe('A result without a failed check', () => {
  const died = result({ verdict: 'fail', reason: 'sut.died', checks: [check('x')] });
  const silent = result({ verdict: 'inconclusive', reason: 'preamble.no-response', checks: [] });
  const purposeEntry = (expected: 'fail' | 'inconclusive', reason: ReasonCode): BaselineEntry => {
    const about = { ...ABOUT, purpose: ONE, check: null, reason };
    return expected === 'fail' ? { ...about, expect: 'fail' } : { ...about, expect: 'inconclusive' };
  };

  test('that passes has no disposition', () => {
    expect(against(result(), [])).toEqual({ result: null, checks: [undefined], stale: [] });
  });

  test('that is inconclusive is expected only for its reason', () => {
    expect(against(silent, [])).toMatchObject({ result: 'unexpected' });
    expect(against(silent, [purposeEntry('inconclusive', 'preamble.no-response')])).toMatchObject({
      result: 'expected',
      stale: [],
    });
    expect(against(silent, [purposeEntry('inconclusive', 'preamble.refused')])).toMatchObject({
      result: 'unexpected',
      stale: ['the purpose ended as inconclusive (preamble.no-response)'],
    });
  });

  test('whose SUT died needs an entry for the purpose, whatever its checks say', () => {
    expect(against(died, [])).toMatchObject({ result: 'unexpected' });
    expect(against(died, [purposeEntry('fail', 'sut.died')])).toMatchObject({
      result: 'expected',
      stale: [],
    });
    const diedAfter = { ...died, checks: [FAILED] };
    expect(against(diedAfter, [knownCheck()])).toMatchObject({ result: 'unexpected', checks: ['expected'] });
    expect(against(diedAfter, [purposeEntry('fail', 'sut.died')])).toMatchObject({ result: 'unexpected' });
  });

  test('that broke off after a failed check is expected where both are known, for its reason', () => {
    const brokeOff = result({ verdict: 'fail', reason: 'preamble.refused', checks: [FAILED] });
    const known = purposeEntry('inconclusive', 'preamble.refused');
    expect(against(brokeOff, [knownCheck(), known])).toEqual({
      ...{ result: 'expected', checks: ['expected'], stale: [] },
    });
    const other = purposeEntry('inconclusive', 'preamble.no-response');
    for (const entries of [[knownCheck()], [known], [knownCheck(), other]]) {
      expect(against(brokeOff, entries)).toMatchObject({ result: 'unexpected' });
    }
    const diedAfter = { ...died, checks: [FAILED] };
    expect(against(diedAfter, [knownCheck(), purposeEntry('inconclusive', 'sut.died')])).toMatchObject({
      result: 'unexpected',
    });
  });

  test('that is an error is never expected', () => {
    const error = result({ verdict: 'error', reason: 'control.failed', checks: [] });
    expect(against(error, [purposeEntry('inconclusive', 'control.failed')])).toMatchObject({
      result: 'unexpected',
    });
  });

  test('whose verb was declined is expected by a skip', () => {
    const declined = result({
      verdict: 'inconclusive',
      applicability: 'declined',
      reason: 'control.declined',
      checks: [],
    });
    const skip: BaselineEntry = { ...ABOUT, purpose: ONE, check: null, expect: 'skip', reason: 'declined' };
    expect(against(declined, [skip])).toMatchObject({ result: 'expected', stale: [] });
    expect(against(declined, [])).toMatchObject({ result: 'unexpected' });
  });
});

describe('An entry that matches nothing', () => {
  const stale = (
    plan: readonly PlanEvent[],
    entries: readonly BaselineEntry[],
    partial = false,
    results: ResultEvent[] = [],
  ) => applyBaseline(results, plan, entries, { partial }).stale;
  const skip = (reason: 'notApplicable' | 'undetermined'): BaselineEntry => ({
    ...ABOUT,
    purpose: ONE,
    check: null,
    expect: 'skip',
    reason,
  });
  const skipped = planned({ runs: false, applicability: 'notApplicable', why: 'object.5 is false' });

  test('is stale with the check that now passes, and says where it is written', () => {
    expect(stale([planned()], [knownCheck()], true, [result()])).toEqual([
      {
        type: 'stale',
        cell: CELL,
        subject: 'a.bv.one/x',
        reason: 'the check passes',
        file: 'baseline.yaml',
        line: 3,
      },
    ]);
  });

  test('is stale when its purpose does not apply any more', () => {
    expect(stale([skipped], [knownCheck()])).toMatchObject([
      { reason: 'the purpose does not run (notApplicable): object.5 is false' },
    ]);
    expect(stale([skipped], [skip('notApplicable')])).toEqual([]);
    expect(stale([skipped], [skip('undetermined')])).toHaveLength(1);
  });

  test('is stale when no purpose has its name, but not in a partial run', () => {
    const other = planned({ id: 'a.bv.two' as PurposeId });
    expect(stale([other], [knownCheck()])).toMatchObject([
      { reason: 'there is no such purpose for this SUT' },
    ]);
    expect(stale([other], [knownCheck()], true)).toEqual([]);
    expect(stale([planned({ runs: false })], [knownCheck()], true)).toEqual([]);
  });

  test('is not stale when the run was interrupted before its turn', () => {
    expect(stale([planned()], [knownCheck()])).toEqual([]);
  });
});

describe('applyBaseline', () => {
  const anyCheck = (purpose: PurposeId, words: string) =>
    fc
      .record({
        level: fc.constantFrom<Level>('must', 'should', 'may'),
        failed: fc.boolean(),
        reason: fc.constantFrom(...REASONS),
      })
      .map(({ level, failed, reason }) =>
        check(words, failed && level !== 'may' ? { level, outcome: 'fail', reason } : { level }, purpose),
      );
  const anyResult = (purpose: PurposeId) =>
    fc
      .record({
        checks: fc.tuple(...WORDS.map(words => anyCheck(purpose, words))),
        ending: fc.constantFrom<Verdict>('pass', 'pass', 'pass', 'inconclusive', 'error'),
      })
      .map(({ checks, ending }): ResultEvent => {
        const failed = checks.some(({ outcome, level }) => outcome === 'fail' && level === 'must');
        const verdict = ending === 'error' ? ending : failed ? 'fail' : ending;
        const reason =
          verdict === 'inconclusive' ? 'preamble.refused' : verdict === 'error' ? 'purpose.crashed' : null;
        return result({ purpose, checks, verdict, reason });
      });
  const anyEntries = fc.uniqueArray(
    fc
      .record({
        purpose: fc.constantFrom(...PURPOSES),
        words: fc.constantFrom(...WORDS),
        reason: fc.constantFrom(...REASONS),
      })
      .map(({ purpose, words, reason }) => knownCheck(words, reason, purpose)),
    { selector: entry => entry.check, maxLength: 6 },
  );
  const anyRun = fc.record({
    results: fc.tuple(...PURPOSES.map(anyResult)).chain(all => fc.subarray(all)),
    entries: anyEntries,
    partial: fc.boolean(),
  });
  const plan = PURPOSES.map(id => planned({ id }));

  test('changes nothing but dispositions, and is idempotent', () => {
    fc.assert(
      fc.property(anyRun, ({ results, entries, partial }) => {
        const once = applyBaseline(results, plan, entries, { partial });
        const bare = once.results.map(one => ({
          ...one,
          disposition: null,
          checks: one.checks.map(({ disposition: _, ...rest }) => rest),
        }));
        expect(bare).toEqual(results);
        expect(applyBaseline(once.results, plan, entries, { partial })).toEqual(once);
      }),
    );
  });

  test('judges each result alike alone and among others', () => {
    fc.assert(
      fc.property(anyRun, ({ results, entries, partial }) => {
        const together = applyBaseline(results, plan, entries, { partial }).results;
        expect(results.flatMap(one => applyBaseline([one], plan, entries, { partial }).results)).toEqual(
          together,
        );
      }),
    );
  });

  test('finds every entry either matched or stale once its purpose ran', () => {
    fc.assert(
      fc.property(anyRun, ({ results, entries, partial }) => {
        const { results: judged, stale } = applyBaseline(results, plan, entries, { partial });
        const matched = judged
          .flatMap(({ checks }) => checks)
          .filter(({ disposition }) => disposition === 'expected')
          .map(({ id }) => id as string);
        const ran = entries
          .filter(({ purpose }) => results.some(one => one.purpose === purpose))
          .map(entry => entry.check as string);
        expect([...matched, ...stale.map(({ subject }) => subject)].sort()).toEqual(ran.sort());
      }),
    );
  });

  test('never makes a failure of a must expected that has no entry, nor a should unexpected', () => {
    fc.assert(
      fc.property(anyRun, ({ results, entries, partial }) => {
        const known = new Set(entries.map(({ check: id, reason }) => `${id} ${reason}`));
        for (const one of applyBaseline(results, plan, entries, { partial }).results) {
          const failed = one.checks.filter(({ outcome }) => outcome === 'fail');
          for (const { id, reason, level, disposition } of failed) {
            expect(disposition).toBe(
              known.has(`${id} ${reason}`) ? 'expected' : level === 'must' ? 'unexpected' : 'new',
            );
          }
          if (one.verdict === 'fail') {
            const hard = failed.filter(({ level }) => level === 'must');
            expect(one.disposition).toBe(
              hard.every(({ disposition }) => disposition === 'expected') ? 'expected' : 'unexpected',
            );
          }
          if (one.verdict === 'error') expect(one.disposition).toBe('unexpected');
          expect(one.disposition === null).toBe(one.verdict === 'pass' && failed.length === 0);
        }
      }),
    );
  });
});
