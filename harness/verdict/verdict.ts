/** The verdict lattice, best first. A verdict only ever worsens; `error` belongs to the harness, never to the SUT. */
export const VERDICTS = ['none', 'pass', 'inconclusive', 'fail', 'error'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Level = 'must' | 'should' | 'may';

/** Whether a purpose was run at all, and if not, why. */
export type Applicability = 'selected' | 'notApplicable' | 'undetermined' | 'declined';

/** How a result relates to the baseline. */
export type Disposition = 'expected' | 'unexpected' | 'stale' | 'flaky' | 'new';

/** The worse of two verdicts. Associative, commutative, idempotent; `none` is neutral. */
export function worst(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.indexOf(a) >= VERDICTS.indexOf(b) ? a : b;
}
