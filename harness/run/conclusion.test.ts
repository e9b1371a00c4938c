import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ExitCode } from '../errors/touchstone-error.ts';
import type { DiagnosticEvent, ResultEvent, StaleEvent } from '../record/events.ts';
import { strongest } from '../verdict/exit-code.ts';
import { conclude, type RunOutcome } from './conclusion.ts';
import { CELL, planEntry, resultOf } from './testing/sample.ts';

const PASSED: RunOutcome = {
  plan: [planEntry('a.bv.one')],
  results: [resultOf('a.bv.one')],
  stale: [],
  diagnostics: [],
  interrupted: false,
  durationMs: 5,
};
const STALE: StaleEvent = { type: 'stale', cell: CELL, subject: 'x', reason: 'y', file: 'z', line: 1 };

describe('conclude', () => {
  test('ends with 0 when everything planned has passed', () => {
    expect(conclude(PASSED)).toEqual({
      type: 'footer',
      verdicts: { pass: 1, inconclusive: 0, fail: 0, error: 0 },
      applicability: { selected: 1, notApplicable: 0, undetermined: 0, declined: 0 },
      checks: 0,
      unexpected: 0,
      durationMs: 5,
      exitCode: 0,
    });
  });

  test.each<[string, Partial<RunOutcome>, number]>([
    ['an unexpected failure', { results: [result({ verdict: 'fail', disposition: 'unexpected' })] }, 1],
    ['a known failure', { results: [result({ verdict: 'fail', disposition: 'expected' })] }, 0],
    ['a new should-level failure', { results: [result({ verdict: 'fail', disposition: 'new' })] }, 0],
    [
      'an unexpected inconclusive',
      { results: [result({ verdict: 'inconclusive', disposition: 'unexpected' })] },
      2,
    ],
    ['a missing result', { results: [] }, 2],
    ['a stale entry', { stale: [STALE] }, 3],
    ['an error', { results: [result({ verdict: 'error', disposition: 'unexpected' })] }, 70],
    ['an empty selection', { plan: [], results: [] }, 78],
    ['an interrupt', { results: [], interrupted: true }, 130],
    [
      'a SUT that is not there',
      { plan: [], results: [], diagnostics: [diagnostic(ExitCode.sutUnavailable)] },
      69,
    ],
    [
      'an error beside a failure',
      { results: [result({ verdict: 'error' }), result({ verdict: 'fail', disposition: 'unexpected' })] },
      70,
    ],
    [
      'a failure beside a stale entry',
      { results: [result({ verdict: 'fail', disposition: 'unexpected' })], stale: [STALE] },
      1,
    ],
  ])('ends %s with the code designed for it', (_, change, exitCode) => {
    expect(conclude({ ...PASSED, ...change }).exitCode).toBe(exitCode);
  });

  test('counts a purpose as declined when the SUT refused it at run time', () => {
    const declined = conclude({
      ...PASSED,
      results: [result({ verdict: 'inconclusive', applicability: 'declined' })],
    });
    expect(declined.applicability).toMatchObject({ selected: 0, declined: 1 });
  });
});

describe('strongest', () => {
  test('does not depend on order and is always one of the causes', () => {
    const codes = fc.array(fc.constantFrom(...Object.values(ExitCode)), { minLength: 1 });
    fc.assert(
      fc.property(codes, given => {
        expect(given).toContain(strongest(given));
        expect(strongest([...given].reverse())).toBe(strongest(given));
        expect(strongest([strongest(given), ...given])).toBe(strongest(given));
      }),
    );
  });
});

function result(rest: Partial<ResultEvent>): ResultEvent {
  return resultOf('a.bv.one', rest);
}

function diagnostic(exitCode: number): DiagnosticEvent {
  return { type: 'diagnostic', cell: CELL, code: 'x', message: 'y', hint: 'z', exitCode };
}
