import { describe, expect, test } from '@jest/globals';
import type { RecordedRun } from '../record/recorded-run.ts';
import { sampleRun } from '../record/testing/sample-run.ts';
import type { Disposition, Verdict } from '../verdict/verdict.ts';
import { verdictOf } from './verdict-sentence.ts';

describe('verdictOf', () => {
  test('does not count a recommendation that is not met as an unexpected failure', () => {
    const [first, second] = [outcome('fail', 'unexpected'), outcome('fail', 'new')];
    expect(verdictOf(concluded([first, second], 1)).headline).toBe('1 unexpected failure');
  });

  test('does not say that everything passed when a recommendation is not met', () => {
    const { headline, tone } = verdictOf(concluded([outcome('fail', 'new'), outcome('pass', null)], 0));
    expect(headline).toBe('Nothing required failed; some recommendations are not met');
    expect(tone).toBe('good');
  });

  test('says that everything that ran passed when it did', () => {
    expect(verdictOf(concluded([outcome('pass', null)], 0)).headline).toBe('Everything that ran passed');
  });
});

type Outcome = Pick<RecordedRun['results'][number], 'verdict' | 'disposition' | 'reason' | 'checks'>;

function outcome(verdict: Verdict, disposition: Disposition | null): Outcome {
  return { verdict, disposition, reason: null, checks: [] };
}

/** The sample run, narrowed to as many purposes as there are outcomes, ending so. */
function concluded(outcomes: readonly Outcome[], exitCode: number): RecordedRun {
  const run = sampleRun();
  if (run.footer === null) throw new TypeError('the sample run has a footer');
  const ran = run.results.slice(0, outcomes.length);
  const results = ran.map((result, index) => ({
    ...result,
    applicability: 'selected' as const,
    ...outcomes[index],
  }));
  const plan = run.plan.filter(({ purpose, cell }) =>
    ran.some(result => result.purpose === purpose.id && result.cell === cell),
  );
  return { ...run, plan, results, footer: { ...run.footer, exitCode } };
}
