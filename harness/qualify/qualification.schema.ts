import { type Static, type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';
import type { RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import type { DeepReadonly } from '../catalogue/deep-readonly.ts';
import type { CheckId, PurposeId } from '../verdict/ids.ts';
import { REASON_CODES, type ReasonCode } from '../verdict/reason-code.ts';

/** The shape of `qualification.json`, and the types that the qualification is made in. */

function closed<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}
function oneOf<const Values extends string>(values: readonly Values[], description?: string) {
  return Type.Unsafe<Values>({ type: 'string', enum: [...values], ...(description && { description }) });
}
function listOf<Schema extends TSchema>(items: Schema, description: string) {
  return Type.Array(items, { description });
}
function nullable<Schema extends TSchema>(schema: Schema, description: string) {
  return Type.Union([schema, Type.Null()], { description });
}
function count(description: string) {
  return Type.Integer({ minimum: 0, description });
}

const subjectId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });
const purposeId = Type.Unsafe<PurposeId>({ type: 'string', minLength: 1 });
const checkId = Type.Unsafe<CheckId>({ type: 'string', minLength: 1 });
const requirementId = Type.Unsafe<RequirementId>({ type: 'string', minLength: 1 });
const role = oneOf(['client', 'server', 'bootstrap-server']);
const level = oneOf(['must', 'should', 'may']);
const reasonCode = Type.Unsafe<ReasonCode>({ type: 'string', enum: [...REASON_CODES] });
const milliseconds = Type.Integer({ minimum: 0, description: 'Milliseconds of real time.' });
const trialTime = nullable(milliseconds, 'Milliseconds of real time; null when its trial never ended.');
const hooks = listOf(Type.String(), 'Names of the hooks and settings that it overrides.');

const kill = closed({ check: checkId, reason: reasonCode });

const missedKill = closed({
  check: checkId,
  reason: reasonCode,
  instead: Type.String({ description: 'What that check, or its purpose, said instead.' }),
});

const mutantRow = closed({
  id: subjectId,
  role,
  requirement: requirementId,
  defect: Type.String({ description: 'Its one deliberate defect, in a sentence, verb first.' }),
  source: nullable(Type.String(), 'Where such a defect has been seen, or what makes it one.'),
  hooks,
  fate: oneOf(
    ['killed', 'wrong-reason', 'survived', 'untried'],
    'killed: by every check that had to; wrong-reason: something failed it, but not all that had to; untried: nothing failed it, but its trial or a purpose that had to catch it broke down.',
  ),
  kills: listOf(kill, 'Expected, and seen.'),
  missed: listOf(missedKill, 'Expected, and not seen.'),
  alsoFailed: listOf(kill, 'Seen though not expected: a defect shows in many places.'),
  failedPurposes: listOf(purposeId, 'Purposes whose verdict it turned to fail.'),
  durationMs: trialTime,
});

const variantRow = closed({
  id: subjectId,
  role,
  difference: Type.String({ description: 'In what it is unusual, in a sentence, verb first.' }),
  clause: Type.String({ description: 'The clause that allows it.' }),
  hooks,
  tried: count('Purposes that judged it.'),
  passed: count('Of them, those that it passed.'),
  advice: listOf(kill, 'Advice (should) that it announces not to follow, and did not.'),
  undecided: listOf(
    closed({ purpose: purposeId, why: Type.String() }),
    'Purposes that were expected not to be able to judge it, and were not.',
  ),
  falseAlarms: count('Entries of falseAlarms about it.'),
  durationMs: trialTime,
});

const purposeRow = closed({
  id: purposeId,
  role,
  title: Type.String(),
  level,
  requirements: Type.Array(requirementId),
  kills: listOf(subjectId, 'Mutants that it had to catch and did, turning its verdict to fail.'),
  missed: listOf(
    subjectId,
    'Mutants that it had to catch, and whose defect did not turn its verdict to fail.',
  ),
  alsoFailed: count('Other mutants that it failed as well.'),
  checks: count('Checks of it that were judged on any mutant or variant; what is only recorded is none.'),
  idleChecks: listOf(checkId, 'Of them, those that no mutant and no legal variant made fail.'),
});

const requirementRow = closed({
  id: requirementId,
  purposes: count('Purposes about it.'),
  proven: count('Of them, those that kill at least one mutant.'),
  mutants: count('Mutants that break it.'),
  killed: count('Of them, those that every check killed that had to.'),
});

const falseAlarm = closed({
  variant: subjectId,
  purpose: purposeId,
  what: Type.String({ description: 'A check or finding with what it claims, or the verdict.' }),
});

const trialError = closed({
  subject: nullable(subjectId, 'Mutant or variant; null when the whole qualification is meant.'),
  purpose: nullable(purposeId, 'Null when the trial itself broke down.'),
  reason: Type.String(),
  message: Type.String(),
});

const conclusion = {
  qualified: Type.Boolean({
    description:
      'True when nothing speaks against the tester: survivors, idlePurposes, wrongReason, falseAlarms and errors are empty.',
  }),
  mutants: count('Reference peers with one deliberate defect that were selected.'),
  killed: count('Of them, those that every check killed that had to, each with the expected reason.'),
  survivors: listOf(subjectId, 'Mutants that nothing failed.'),
  purposes: count('Purposes that were judged.'),
  idlePurposes: listOf(
    purposeId,
    'Of them, those that no mutant turned to fail: nothing shows that they can.',
  ),
  wrongReason: listOf(subjectId, 'Mutants that something failed, but not every check that had to.'),
  variants: count('Reference peers that are unusual but right.'),
  falseAlarms: listOf(falseAlarm, 'What was held against legal variants.'),
  errors: listOf(trialError, 'Trials that broke down, and purposes that ended as error.'),
};

const rows = {
  mutantRows: listOf(mutantRow, 'The kill table, by id.'),
  variantRows: listOf(variantRow, 'By id.'),
  purposeRows: listOf(purposeRow, 'By id.'),
  requirementRows: listOf(requirementRow, 'In the order of the catalogue.'),
};

export const qualificationSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/qualification@1'),
    tool: closed({
      name: Type.String(),
      version: Type.String(),
      node: Type.String(),
      platform: Type.String(),
    }),
    startedAt: Type.String({
      description: 'RFC 3339, UTC',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z$',
    }),
    only: listOf(Type.String(), 'Names that narrowed the qualification; none: it is complete.'),
    partial: Type.Boolean({ description: 'True when --only left something out.' }),
    ...conclusion,
    durationMs: milliseconds,
    ...rows,
  },
  { additionalProperties: false, title: 'qualification.json (touchstone/qualification@1)' },
);

/** Whether the purposes catch what is wrong, and only that: the proof of the tester. */
export type QualificationDocument = DeepReadonly<Static<typeof qualificationSchema>>;
/** The part of it that follows from the trials alone. */
export type Qualification = Pick<QualificationDocument, keyof typeof conclusion | keyof typeof rows>;
export type MutantRow = DeepReadonly<Static<typeof mutantRow>>;
export type VariantRow = DeepReadonly<Static<typeof variantRow>>;
export type PurposeRow = DeepReadonly<Static<typeof purposeRow>>;
export type RequirementRow = DeepReadonly<Static<typeof requirementRow>>;
/** A purpose that ended as `error` on a mutant or variant, or a trial that broke down. */
export type TrialError = DeepReadonly<Static<typeof trialError>>;
