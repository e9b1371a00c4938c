import fc from 'fast-check';
import { checkId, type PurposeId } from '../../verdict/ids.ts';
import type { ReasonCode } from '../../verdict/reason-code.ts';
import type { FailedCheck, Trial, Tried } from '../trial.ts';

/** Few, so that what is expected and what is seen meet often. */
const [ONE, TWO, THREE] = ['a.bv.one', 'a.bi.two', 'b.ti.three'] as unknown as [
  PurposeId,
  PurposeId,
  PurposeId,
];
export const PURPOSES = [ONE, TWO, THREE] as const;
const WORDS = ['code', 'value', 'silent'];
const REASONS: readonly ReasonCode[] = ['code.unexpected', 'value.unexpected', 'response.missing'];

export const reasons = fc.constantFrom(...REASONS);
export const checkIds = fc
  .tuple(fc.constantFrom(...PURPOSES), fc.constantFrom(...WORDS))
  .map(([purpose, words]) => checkId(purpose, words));

const failures = (purpose: PurposeId): fc.Arbitrary<FailedCheck[]> =>
  fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...WORDS).map(words => checkId(purpose, words)),
      level: fc.constantFrom('must', 'should', 'may'),
      reason: reasons,
      expected: fc.constant('this'),
      received: fc.constant('that'),
    }),
    { selector: ({ id }) => id },
  );

const tried = (purpose: PurposeId): fc.Arbitrary<Tried> =>
  fc
    .record({ failed: failures(purpose), open: fc.constantFrom('pass', 'inconclusive', 'error') })
    .map(({ failed, open }) => triedAs(purpose, failed, open));

/** Verdicts as the checks have them: only a failed `must` makes a `must` purpose fail. */
export function triedAs(
  purpose: PurposeId,
  failed: readonly FailedCheck[],
  otherwise: 'pass' | 'inconclusive' | 'error' = 'pass',
): Tried {
  const verdict = failed.some(({ level }) => level === 'must') ? 'fail' : otherwise;
  const checks = WORDS.map(words => checkId(purpose, words));
  return { purpose, verdict, reason: null, message: null, failed, checks, findings: [] };
}

/** Trials of some of the purposes, each tried once. */
export const trials: fc.Arbitrary<Trial> = fc
  .subarray([...PURPOSES])
  .chain(purposes => fc.tuple(...purposes.map(tried)))
  .map(all => ({ subject: 'x', tried: all, durationMs: 0 }));
