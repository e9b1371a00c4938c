import type { LegalVariant, Mutant } from '../mutant/mutant.ts';
import type { CheckId } from '../verdict/ids.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import { judgeMutant, type MutantJudgement } from './judge-mutant.ts';
import type { FalseAlarm } from './judge-variant.ts';
import type { MutantRow, VariantRow } from './qualification.schema.ts';
import type { Trial } from './trial.ts';

/** A mutant with its judgement; without a trial it is untried, and every kill that was expected is missed. */
export function mutantRow(mutant: Mutant, trial: Trial | undefined): MutantRow {
  const { id, requirement, defect, source = null, hooks, variation } = mutant;
  const judgement = trial === undefined ? untried(mutant) : judgeMutant(mutant, trial);
  return {
    ...{ id, role: variation.role, requirement, defect, source, hooks },
    ...judgement,
    durationMs: trial?.durationMs ?? null,
  };
}

function untried({ id, kills }: Mutant): MutantJudgement {
  const instead = 'the trial of this mutant never ended';
  return {
    ...{ id, fate: 'untried', kills: [], alsoFailed: [], failedPurposes: [] },
    missed: expectedOf(kills).map(kill => ({ ...kill, instead })),
  };
}

/** A legal variant with how the purposes took it. */
export function variantRow(
  variant: LegalVariant,
  trial: Trial | undefined,
  alarms: readonly FalseAlarm[],
): VariantRow {
  const { id, difference, clause, hooks, variation, advice = {}, undecided = {} } = variant;
  const tried = trial?.tried ?? [];
  const failed = tried.flatMap(result => result.failed);
  return {
    ...{ id, role: variation.role, difference, clause, hooks },
    tried: tried.length,
    passed: tried.filter(({ verdict }) => verdict === 'pass').length,
    advice: expectedOf(advice).filter(({ check, reason }) =>
      failed.some(({ id: failedId, reason: why }) => failedId === check && why === reason),
    ),
    undecided: tried.flatMap(({ purpose, verdict }) => {
      const why = undecided[purpose];
      return why === undefined || verdict !== 'inconclusive' ? [] : [{ purpose, why }];
    }),
    falseAlarms: alarms.length,
    durationMs: trial?.durationMs ?? null,
  };
}

function expectedOf(failures: Mutant['kills']): readonly { check: CheckId; reason: ReasonCode }[] {
  return Object.entries(failures).map(([check, reason]) => ({ check: check as CheckId, reason }));
}
