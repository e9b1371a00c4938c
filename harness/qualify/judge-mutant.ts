import type { Mutant } from '../mutant/mutant.ts';
import type { CheckId, PurposeId } from '../verdict/ids.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { Trial, Tried } from './trial.ts';

export interface Kill {
  readonly check: CheckId;
  readonly reason: ReasonCode;
}

/**
 * What became of a mutant. `wrong-reason`: something failed it, but not all that was expected to. `untried`: nothing failed
 * it, but a purpose that had to catch it broke down, so that nothing shows that it survives.
 */
export type Fate = 'killed' | 'wrong-reason' | 'survived' | 'untried';

export interface MutantJudgement {
  readonly id: string;
  readonly fate: Fate;
  /** Expected, and seen. */
  readonly kills: readonly Kill[];
  /** Expected, and not seen; with what that check, or its purpose, said instead. */
  readonly missed: readonly (Kill & { readonly instead: string })[];
  /** Seen though not expected: a defect shows in many places. */
  readonly alsoFailed: readonly Kill[];
  /** Purposes whose verdict it turned to fail. */
  readonly failedPurposes: readonly PurposeId[];
}

/** Whether a mutant died, and of the checks that were expected to catch it. Pure. */
export function judgeMutant(mutant: Mutant, { tried }: Trial): MutantJudgement {
  const seen = tried.flatMap(({ failed }) => failed.map(({ id, reason }) => ({ check: id, reason })));
  const expected = Object.entries(mutant.kills).map(([check, reason]) => ({
    check: check as CheckId,
    reason,
  }));
  const isIn = (list: readonly Kill[], { check, reason }: Kill): boolean =>
    list.some(other => other.check === check && other.reason === reason);
  const kills = expected.filter(kill => isIn(seen, kill));
  const missed = expected
    .filter(kill => !isIn(seen, kill))
    .map(kill => ({ ...kill, instead: insteadOf(kill, tried) }));
  const failedPurposes = tried.filter(({ verdict }) => verdict === 'fail').map(({ purpose }) => purpose);
  const died = seen.length > 0 || failedPurposes.length > 0;
  const brokeDown = tried.some(
    ({ purpose, verdict }) => verdict === 'error' && missed.some(({ check }) => purposeOf(check) === purpose),
  );
  return {
    id: mutant.id,
    fate: missed.length === 0 ? 'killed' : died ? 'wrong-reason' : brokeDown ? 'untried' : 'survived',
    ...{ kills, missed, failedPurposes },
    alsoFailed: seen.filter(kill => !isIn(expected, kill)),
  };
}

function purposeOf(check: CheckId): string {
  return check.slice(0, check.indexOf('/'));
}

function insteadOf({ check }: Kill, tried: readonly Tried[]): string {
  const result = tried.find(({ purpose }) => purpose === purposeOf(check));
  if (result === undefined) return 'there is no such purpose for this role, or it was not selected';
  const failed = result.failed.find(({ id }) => id === check);
  if (failed !== undefined)
    return `${failed.reason}: expected ${failed.expected}, received ${failed.received}`;
  if (result.checks.includes(check)) return 'the check passed';
  const why = result.message === null ? '' : ` (${result.message})`;
  return `the check was not executed, or is only recorded; the purpose ended as ${result.verdict}${why}`;
}
