import type { Subject } from '../mutant/mutant.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { judgeVariant } from './judge-variant.ts';
import { purposeRows } from './purpose-rows.ts';
import type { MutantRow, Qualification, TrialError } from './qualification.schema.ts';
import { requirementRows } from './requirement-rows.ts';
import { mutantRow, variantRow } from './subject-rows.ts';
import type { Trial } from './trial.ts';

export interface QualificationInput {
  /** Everything that was selected, tried or not. */
  readonly subjects: readonly Subject[];
  /** The purposes to be judged. */
  readonly purposes: readonly PurposeDeclaration[];
  readonly trials: readonly Trial[];
  /** Trials that never ended, or broke off. */
  readonly broken: readonly TrialError[];
  /** Whether something was left out on purpose. */
  readonly partial: boolean;
}

/** Concludes a qualification from its trials, in whatever order they ended. Pure. */
export function concludeQualification(input: QualificationInput): Qualification {
  const { purposes, trials, partial } = input;
  const subjects = input.subjects.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const trialOf = new Map(trials.map(trial => [trial.subject, trial]));
  const mutants = subjects
    .filter(subject => subject.kind === 'mutant')
    .map(mutant => mutantRow(mutant, trialOf.get(mutant.id)));
  const variants = subjects
    .filter(subject => subject.kind === 'variant')
    .map(variant => {
      const trial = trialOf.get(variant.id);
      const alarms = trial === undefined ? [] : judgeVariant(variant, trial);
      return { row: variantRow(variant, trial, alarms), alarms };
    });
  const judged = purposeRows(purposes, mutants, trials);
  const withFate = (fate: MutantRow['fate']): string[] =>
    mutants.filter(row => row.fate === fate).map(({ id }) => id);
  const against = {
    survivors: withFate('survived'),
    idlePurposes: judged.filter(({ kills }) => kills.length === 0).map(({ id }) => id),
    wrongReason: withFate('wrong-reason'),
    falseAlarms: variants.flatMap(({ alarms }) => alarms),
    errors: [
      ...(partial ? [] : nothingTried(subjects)),
      ...errorsOf(subjects, input, new Set(withFate('untried'))),
    ],
  };
  return {
    qualified: Object.values(against).every(({ length }) => length === 0),
    mutants: mutants.length,
    killed: withFate('killed').length,
    survivors: against.survivors,
    purposes: purposes.length,
    idlePurposes: against.idlePurposes,
    wrongReason: against.wrongReason,
    variants: variants.length,
    falseAlarms: against.falseAlarms,
    errors: against.errors,
    mutantRows: mutants,
    variantRows: variants.map(({ row }) => row),
    purposeRows: judged,
    requirementRows: requirementRows(judged, mutants, partial),
  };
}

/** A qualification that tried nothing has nothing against it, and proves nothing. */
function nothingTried(subjects: readonly Subject[]): readonly TrialError[] {
  const missing = { mutant: 'there is no mutant to catch', variant: 'there is no legal variant to let pass' };
  return (['mutant', 'variant'] as const)
    .filter(kind => !subjects.some(subject => subject.kind === kind))
    .map(kind => ({
      ...{ subject: null, purpose: null, reason: 'qualify.nothing' },
      message: `${missing[kind]}: fixtures/${kind}s is empty`,
    }));
}

/**
 * By mutant or variant. An adapter may fail because of what a mutant does, as long as something catches the mutant; any other
 * error is our own fault.
 */
function errorsOf(
  subjects: readonly Subject[],
  { trials, broken }: Pick<QualificationInput, 'trials' | 'broken'>,
  untried: ReadonlySet<string>,
): readonly TrialError[] {
  return subjects.flatMap(({ id }) => [
    ...broken.filter(({ subject }) => subject === id),
    ...trials
      .filter(({ subject }) => subject === id)
      .flatMap(({ tried }) => tried)
      .filter(
        ({ verdict, reason }) => verdict === 'error' && (reason !== 'control.failed' || untried.has(id)),
      )
      .map(({ purpose, reason, message }) => ({
        ...{ subject: id, purpose, reason: reason ?? 'error' },
        message: message ?? '',
      })),
  ]);
}
