import type {
  MutantRow,
  PurposeRow,
  RequirementRow,
  VariantRow,
} from '../../qualify/qualification.schema.ts';
import type { RequirementSummary } from '../coverage.ts';
import { visibleText } from '../visible-text.ts';
import { purposeAnchor, subjectAnchor } from './anchors.ts';
import { FATES } from './fates.ts';

/** Purposes that a mutant failed beside those that had to; one that breaks everything would fill the page. */
const SHOWN_ALSO_FAILED = 25;

/** A row of the kill table. `judged`: the purposes that the page has a row for. */
export function mutantModel(row: MutantRow, judged: ReadonlySet<string>) {
  const { id, role, requirement, fate, hooks } = row;
  const also = byPurpose(row.alsoFailed);
  return {
    anchor: subjectAnchor(id),
    ...{ id, role, requirement, fate, ...FATES[fate] },
    defect: visibleText(row.defect),
    source: visibleText(row.source ?? '', 200),
    hooks: hooks.join(', '),
    checks: [
      ...row.missed.map(kill => ({
        ...checkModel(kill, judged),
        seen: false,
        instead: visibleText(kill.instead, 800),
      })),
      ...row.kills.map(kill => ({ ...checkModel(kill, judged), seen: true, instead: '' })),
    ],
    alsoFailed: row.alsoFailed.length,
    alsoBy: also.slice(0, SHOWN_ALSO_FAILED).map(([purpose, checks]) => ({
      purpose,
      anchor: judged.has(purpose) ? purposeAnchor(purpose) : '',
      checks: checks.join(', '),
    })),
    alsoMore: Math.max(0, also.length - SHOWN_ALSO_FAILED),
  };
}

export function variantModel(row: VariantRow, judged: ReadonlySet<string>) {
  const { id, role, hooks, falseAlarms, tried, passed, durationMs } = row;
  const state =
    durationMs === null
      ? { outcome: 'error', symbol: '!', word: 'UNTRIED' }
      : falseAlarms > 0
        ? {
            outcome: 'failed',
            symbol: '✗',
            word: `${falseAlarms} FALSE ${falseAlarms === 1 ? 'ALARM' : 'ALARMS'}`,
          }
        : { outcome: 'passed', symbol: '✓', word: 'LET PASS' };
  return {
    anchor: subjectAnchor(id),
    ...{ id, role, tried, passed, ...state },
    hooks: hooks.join(', '),
    difference: visibleText(row.difference),
    clause: visibleText(row.clause, 200),
    advice: row.advice.map(kill => checkModel(kill, judged)),
    undecided: row.undecided.map(({ purpose, why }) => ({
      purpose,
      anchor: judged.has(purpose) ? purposeAnchor(purpose) : '',
      why: visibleText(why),
    })),
  };
}

export function purposeModel(row: PurposeRow) {
  const { id, role, level, requirements, kills, missed, alsoFailed, checks, idleChecks } = row;
  const subjects = (ids: readonly string[]) =>
    ids.map(subject => ({ id: subject, anchor: subjectAnchor(subject) }));
  return {
    anchor: purposeAnchor(id),
    ...{ id, role, level, requirements, alsoFailed, checks },
    title: visibleText(row.title),
    idle: kills.length === 0,
    rate: rateOf(kills.length, kills.length + missed.length),
    kills: subjects(kills),
    missed: subjects(missed),
    idleChecks: idleChecks.map(words),
  };
}

export function requirementModel(row: RequirementRow, summary: RequirementSummary | undefined) {
  const { id, purposes, proven, mutants, killed } = row;
  return {
    ...{ id, purposes, proven, mutants, killed },
    title: summary?.title ?? '',
    level: summary?.level ?? 'must',
    gaps: (summary?.gaps ?? []).map(({ text }) => text),
    rate: rateOf(killed, mutants),
    provenRate: rateOf(proven, purposes),
  };
}

/** Share in percent, and the colour it is drawn in. */
function rateOf(part: number, whole: number) {
  return {
    ...{ part, whole },
    share: whole === 0 ? '0' : ((100 * part) / whole).toFixed(0),
    outcome: part === whole ? 'passed' : part === 0 ? 'failed' : 'known',
  };
}

function checkModel({ check, reason }: { check: string; reason: string }, judged: ReadonlySet<string>) {
  const purpose = check.slice(0, check.indexOf('/'));
  return { purpose, words: words(check), reason, anchor: judged.has(purpose) ? purposeAnchor(purpose) : '' };
}

function byPurpose(checks: MutantRow['alsoFailed']): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { check } of checks) {
    const purpose = check.slice(0, check.indexOf('/'));
    groups.set(purpose, [...(groups.get(purpose) ?? []), words(check)]);
  }
  return [...groups];
}

/** What a check is called within its purpose. */
function words(check: string): string {
  return check.slice(check.indexOf('/') + 1);
}
