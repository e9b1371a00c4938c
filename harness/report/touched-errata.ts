import { type Erratum, isOpen } from '../catalogue/errata/erratum.ts';
import {
  errataOfPurpose,
  judgedTooStrictly,
  type TouchedErratum,
} from '../catalogue/errata/touched-purposes.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { failedChecks, outcomesOf, type PurposeOutcome } from './outcome.ts';

/** A purpose of a run that comes across an erratum. */
export interface TouchingPurpose {
  readonly purpose: PurposeOutcome;
  readonly found: TouchedErratum;
  /** Checks that were executed at a level which the open point does not bear. */
  readonly tooStrict: readonly CheckResult[];
}

export interface ErratumInRun {
  readonly erratum: Erratum;
  readonly purposes: readonly TouchingPurpose[];
}

/** The errata that planned purposes of the run come across, in the order of the register, with those purposes. */
export function errataInRun(errata: readonly Erratum[], run: RecordedRun): readonly ErratumInRun[] {
  const touching = new Map<Erratum, TouchingPurpose[]>(errata.map(erratum => [erratum, []]));
  // A purpose is planned in many cells, and comes across the same errata in each.
  const touched = new Map<PurposeId, readonly TouchedErratum[]>();
  for (const purpose of outcomesOf(run).flatMap(({ purposes }) => purposes)) {
    const { id } = purpose.plan.purpose;
    const errataOfThis = touched.get(id) ?? errataOfPurpose(errata, id);
    touched.set(id, errataOfThis);
    for (const found of errataOfThis) {
      const tooStrict = judgedTooStrictly(found, purpose.result?.checks ?? []);
      touching.get(found.erratum)?.push({ purpose, found, tooStrict });
    }
  }
  return [...touching].flatMap(([erratum, purposes]) =>
    purposes.length === 0 ? [] : [{ erratum, purposes }],
  );
}

/**
 * The open points that failed checks of a purpose look at: what fails there proves nothing against the SUT. A lenient
 * check is another matter: what it refuses is outside of every reading.
 */
export function openPointsBehindFailures(
  errata: readonly Erratum[],
  purpose: PurposeOutcome,
): readonly Erratum[] {
  const failed = new Set(failedChecks(purpose).map(({ id }) => id.slice(id.indexOf('/') + 1)));
  return errataOfPurpose(errata, purpose.plan.purpose.id)
    .filter(
      ({ erratum, touch }) =>
        isOpen(erratum) &&
        touch.treatment !== 'lenient' &&
        (touch.checks ?? []).some(words => failed.has(words)),
    )
    .map(({ erratum }) => erratum);
}
