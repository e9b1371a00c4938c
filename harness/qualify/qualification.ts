import type { RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import type { LegalVariant, Mutant } from '../mutant/mutant.ts';
import type { CheckId, PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration, Role } from '../verdict/purpose-declaration.ts';
import { judgeMutant, type MutantJudgement } from './judge-mutant.ts';
import { type FalseAlarm, judgeVariant } from './judge-variant.ts';
import type { Subject } from './subject-index.ts';
import type { Trial } from './trial.ts';

/** A purpose that ended as `error` on a mutant or variant, or one whose trial never ended. */
export interface TrialError {
  readonly subject: string;
  readonly purpose: PurposeId | null;
  readonly reason: string;
  readonly message: string;
}

export interface MutantRow extends MutantJudgement {
  readonly role: Role;
  readonly requirement: RequirementId;
  readonly defect: string;
  readonly source: string | null;
  readonly hooks: readonly string[];
  readonly durationMs: number;
}

export interface VariantRow {
  readonly id: string;
  readonly role: Role;
  readonly difference: string;
  readonly clause: string;
  readonly hooks: readonly string[];
  readonly passed: number;
  readonly undecided: readonly PurposeId[];
  readonly falseAlarms: number;
  readonly durationMs: number;
}

export interface PurposeRow {
  readonly id: PurposeId;
  readonly role: Role;
  readonly requirements: readonly RequirementId[];
  /** Mutants that it was expected to catch and did, turning its verdict to fail. */
  readonly kills: readonly string[];
  /** Other mutants that it failed as well. */
  readonly alsoFailed: number;
  readonly checks: number;
  /** Of them, those that no mutant made fail. */
  readonly idleChecks: readonly CheckId[];
}

export interface RequirementRow {
  readonly id: RequirementId;
  readonly purposes: number;
  readonly mutants: number;
  readonly killed: number;
}

/** Whether the purposes catch what is wrong, and only that: the proof of the tester. */
export interface Qualification {
  readonly mutants: number;
  /** By every check that was expected to. */
  readonly killed: number;
  readonly survivors: readonly string[];
  readonly purposes: number;
  /** Purposes whose verdict no mutant turned to fail. */
  readonly idlePurposes: readonly PurposeId[];
  /** Mutants that something failed, but not every check that was expected to. */
  readonly wrongReason: readonly string[];
  readonly variants: number;
  readonly falseAlarms: readonly FalseAlarm[];
  readonly errors: readonly TrialError[];
  readonly mutantRows: readonly MutantRow[];
  readonly variantRows: readonly VariantRow[];
  readonly purposeRows: readonly PurposeRow[];
  readonly requirementRows: readonly RequirementRow[];
}

export interface QualificationInput {
  readonly subjects: readonly Subject[];
  readonly purposes: readonly PurposeDeclaration[];
  readonly trials: readonly Trial[];
  /** Subjects whose trial never ended. */
  readonly hung: readonly TrialError[];
}

/** Concludes a qualification from its trials. Pure. */
export function concludeQualification({
  subjects,
  purposes,
  trials,
  hung,
}: QualificationInput): Qualification {
  const byId = new Map(trials.map(trial => [trial.subject, trial]));
  const judged = subjects.flatMap(subject => {
    const trial = byId.get(subject.id);
    return trial === undefined ? [] : [{ subject, trial }];
  });
  const mutantRows = judged.flatMap(({ subject, trial }) =>
    subject.kind === 'mutant' ? [mutantRow(subject, trial)] : [],
  );
  const variants = judged.flatMap(({ subject, trial }) =>
    subject.kind === 'variant' ? [{ ...variantOf(subject, trial) }] : [],
  );
  const purposeRows = purposes.map(purpose => purposeRow(purpose, mutantRows, trials));
  const ids = (fate: MutantRow['fate']): string[] =>
    mutantRows.filter(row => row.fate === fate).map(({ id }) => id);
  return {
    mutants: mutantRows.length,
    killed: ids('killed').length,
    survivors: ids('survived'),
    purposes: purposes.length,
    idlePurposes: purposeRows.filter(({ kills }) => kills.length === 0).map(({ id }) => id),
    wrongReason: ids('wrong-reason'),
    variants: variants.length,
    falseAlarms: variants.flatMap(({ alarms }) => alarms),
    errors: [...hung, ...judged.flatMap(({ subject, trial }) => errorsOf(subject, trial))],
    mutantRows,
    variantRows: variants.map(({ row }) => row),
    purposeRows,
    requirementRows: requirementRows(purposes, mutantRows),
  };
}

/** Whether anything speaks against the tester. */
export function isQualified(qualification: Qualification): boolean {
  const { survivors, idlePurposes, wrongReason, falseAlarms, errors } = qualification;
  return [survivors, idlePurposes, wrongReason, falseAlarms, errors].every(({ length }) => length === 0);
}

function mutantRow(mutant: Mutant, trial: Trial): MutantRow {
  const { requirement, defect, source = null, hooks, variation } = mutant;
  const { durationMs } = trial;
  return {
    ...judgeMutant(mutant, trial),
    ...{ requirement, defect, source, hooks, durationMs, role: variation.role },
  };
}

function variantOf(variant: LegalVariant, trial: Trial): { row: VariantRow; alarms: readonly FalseAlarm[] } {
  const { id, difference, clause, hooks, variation, undecided = {} } = variant;
  const alarms = judgeVariant(variant, trial);
  const { tried, durationMs } = trial;
  return {
    alarms,
    row: {
      ...{ id, difference, clause, hooks, durationMs, role: variation.role },
      passed: tried.filter(({ verdict }) => verdict === 'pass').length,
      undecided: tried.filter(({ purpose }) => purpose in undecided).map(({ purpose }) => purpose),
      falseAlarms: alarms.length,
    },
  };
}

function purposeRow(
  { id, role, requirements }: PurposeDeclaration,
  mutants: readonly MutantRow[],
  trials: readonly Trial[],
): PurposeRow {
  const failing = mutants.filter(({ failedPurposes }) => failedPurposes.includes(id));
  const kills = failing.filter(row => row.kills.some(({ check }) => check.startsWith(`${id}/`)));
  const tried = trials.flatMap(trial => trial.tried).filter(({ purpose }) => purpose === id);
  const checks = new Set(tried.flatMap(result => result.checks));
  const failed = new Set(
    mutants
      .flatMap(row => [...row.kills, ...row.alsoFailed])
      .filter(({ check }) => check.startsWith(`${id}/`))
      .map(({ check }) => check),
  );
  return {
    ...{ id, role, requirements },
    kills: kills.map(row => row.id),
    alsoFailed: failing.length - kills.length,
    checks: checks.size,
    idleChecks: [...checks].filter(check => !failed.has(check)).sort(),
  };
}

function requirementRows(
  purposes: readonly PurposeDeclaration[],
  mutants: readonly MutantRow[],
): readonly RequirementRow[] {
  const ids = new Set([
    ...purposes.flatMap(({ requirements }) => requirements),
    ...mutants.map(row => row.requirement),
  ]);
  return [...ids].sort().map(id => {
    const own = mutants.filter(({ requirement }) => requirement === id);
    return {
      id,
      purposes: purposes.filter(({ requirements }) => requirements.includes(id)).length,
      mutants: own.length,
      killed: own.filter(({ fate }) => fate === 'killed').length,
    };
  });
}

/** An adapter may fail because of what a mutant does; anything else that ends as `error` is our own fault. */
function errorsOf(subject: Subject, { tried }: Trial): readonly TrialError[] {
  return tried
    .filter(({ verdict, reason }) => verdict === 'error' && reason !== 'control.failed')
    .map(({ purpose, reason, message }) => ({
      subject: subject.id,
      purpose,
      reason: reason ?? 'error',
      message: message ?? '',
    }));
}
