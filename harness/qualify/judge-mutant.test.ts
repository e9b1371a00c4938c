import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExpectedFailures, Mutant } from '../mutant/mutant.ts';
import { checkId } from '../verdict/ids.ts';
import { judgeMutant, type Kill } from './judge-mutant.ts';
import { checkIds, PURPOSES, reasons, trials, triedAs } from './testing/tried.arbitrary.ts';
import type { Trial } from './trial.ts';

const expectations: fc.Arbitrary<ExpectedFailures> = fc
  .uniqueArray(fc.tuple(checkIds, reasons), { minLength: 1, maxLength: 4, selector: ([id]) => id })
  .map(entries => Object.fromEntries(entries) as ExpectedFailures);

function mutant(kills: ExpectedFailures): Mutant {
  return {
    ...{ kind: 'mutant', id: 'client-x', defect: 'does it', requirement: 'HLF-001', kills },
    ...{ variation: { role: 'client' }, hooks: ['operation'] },
  };
}

const keys = (kills: readonly Kill[]): string[] =>
  kills.map(({ check, reason }) => `${check} ${reason}`).sort();
const seenIn = ({ tried }: Trial): string[] =>
  tried.flatMap(({ failed }) => failed.map(({ id, reason }) => `${id} ${reason}`)).sort();
const [ONE, TWO] = PURPOSES;

describe('the judgement of a mutant', () => {
  test('accounts for everything that was expected and everything that was seen, once', () => {
    fc.assert(
      fc.property(expectations, trials, (kills, trial) => {
        const judged = judgeMutant(mutant(kills), trial);
        const expected = Object.entries(kills).map(([check, reason]) => `${check} ${reason}`);
        expect(keys([...judged.kills, ...judged.missed])).toEqual(expected.sort());
        expect(keys([...judged.kills, ...judged.alsoFailed])).toEqual(seenIn(trial));
      }),
    );
  });

  test('is "killed" if and only if every check that it names has failed, with its reason', () => {
    fc.assert(
      fc.property(expectations, trials, (kills, trial) => {
        const seen = seenIn(trial);
        const all = Object.entries(kills).every(([check, reason]) => seen.includes(`${check} ${reason}`));
        expect(judgeMutant(mutant(kills), trial).fate === 'killed').toBe(all);
      }),
    );
  });

  test('is "survived" or "untried" only where nothing at all has failed', () => {
    fc.assert(
      fc.property(expectations, trials, (kills, trial) => {
        const { fate, failedPurposes } = judgeMutant(mutant(kills), trial);
        const unharmed = seenIn(trial).length === 0 && failedPurposes.length === 0;
        expect(fate === 'survived' || fate === 'untried').toBe(unharmed);
      }),
    );
  });

  test('is "survived" only where every purpose that had to catch it came to an end', () => {
    fc.assert(
      fc.property(expectations, trials, (kills, trial) => {
        const unharmed: Trial = {
          ...trial,
          tried: trial.tried.map(({ purpose, verdict }) =>
            triedAs(
              purpose,
              [],
              verdict === 'fail' ? 'pass' : verdict === 'error' ? 'error' : 'inconclusive',
            ),
          ),
        };
        const brokeDown = unharmed.tried.some(
          ({ purpose, verdict }) =>
            verdict === 'error' && Object.keys(kills).some(check => check.startsWith(`${purpose}/`)),
        );
        expect(judgeMutant(mutant(kills), unharmed).fate).toBe(brokeDown ? 'untried' : 'survived');
      }),
    );
  });

  test('does not depend on the order of the purposes', () => {
    fc.assert(
      fc.property(expectations, trials, (kills, trial) => {
        const turned = judgeMutant(mutant(kills), { ...trial, tried: trial.tried.toReversed() });
        const judged = judgeMutant(mutant(kills), trial);
        expect(turned.fate).toBe(judged.fate);
        expect(keys(turned.kills)).toEqual(keys(judged.kills));
        expect(turned.failedPurposes.toSorted()).toEqual(judged.failedPurposes.toSorted());
      }),
    );
  });

  const kills = { [checkId(ONE, 'code')]: 'code.unexpected' } as ExpectedFailures;
  const failure = { id: checkId(ONE, 'code'), level: 'must', expected: '4.05', received: '2.05' } as const;
  const missedIn = (...tried: Trial['tried']): string | undefined =>
    judgeMutant(mutant(kills), { subject: 'x', tried, durationMs: 0 }).missed[0]?.instead;

  test('tells what was seen in place of what was expected', () => {
    expect(missedIn(triedAs(ONE, [{ ...failure, reason: 'value.unexpected' }]))).toBe(
      'value.unexpected: expected 4.05, received 2.05',
    );
    expect(missedIn(triedAs(ONE, []))).toBe('the check passed');
    expect(missedIn({ ...triedAs(ONE, [], 'inconclusive'), checks: [], message: 'no Register came' })).toBe(
      'the check was not executed, or is only recorded; the purpose ended as inconclusive (no Register came)',
    );
    expect(missedIn(triedAs(TWO, []))).toContain('there is no such purpose for this role');
  });
});
