import type { Erratum } from '../../catalogue/errata/erratum.ts';
import type { RecordedFinding } from '../../record/events.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import type { CheckResult } from '../../verdict/check-result.ts';
import type { AttentionItem } from '../attention.ts';
import type { RequirementSummary } from '../coverage.ts';
import type { DecodedFrame } from '../decoded-frame.ts';
import { dtlsFields } from '../dtls-fields.ts';
import { hexDump } from '../hex-dump.ts';
import { MAX_ARROWS } from '../ladder.ts';
import { ladderSvg } from '../ladder-svg.ts';
import { lastWordsOf } from '../last-words.ts';
import { messageFields } from '../message-fields.ts';
import { APPLICABILITY_WORDS, needsAttention, OUTCOME_LABELS, type PurposeOutcome } from '../outcome.ts';
import { viewPayload } from '../payload-view.ts';
import { controlText, type Evidence, type PurposeRecord, recordOf } from '../purpose-record.ts';
import { reproduceCommand } from '../reproduce-command.ts';
import { formatDuration } from '../terminal-style.ts';
import { openPointsBehindFailures } from '../touched-errata.ts';
import { visibleText } from '../visible-text.ts';
import { purposeAnchor } from './anchors.ts';
import { errataOfPurposeModel, erratumLink } from './errata-model.ts';

/** What the body of a section is made from. */
interface PurposeSources {
  readonly run: RecordedRun;
  readonly requirements: ReadonlyMap<string, RequirementSummary>;
  readonly errata: readonly Erratum[];
  readonly mutants: readonly string[];
}

/** One purpose as its section prints it; the body, by far the most of a page, is made when it is printed, and packed where nothing needs attention. */
export function purposeModel(purpose: PurposeOutcome, sources: PurposeSources) {
  const { result, outcome } = purpose;
  return {
    ...headOf(purpose),
    attention: needsAttention(purpose),
    open: outcome === 'failed',
    duration: result === null ? '' : formatDuration(result.durationMs),
    findings: result?.findings?.length ?? 0,
    body: () => bodyModel(purpose, sources),
  };
}

function bodyModel(purpose: PurposeOutcome, { run, requirements, errata, mutants }: PurposeSources) {
  const record = recordOf(run, purpose);
  const { plan, result, why } = purpose;
  const { frames, leftOut } = framesToRead(record);
  const judged = new Set(record.evidence.flatMap(({ check }) => (check.frame === null ? [] : [check.frame])));
  return {
    ...headOf(purpose),
    clause: visibleText(plan.purpose.clause),
    requirements: plan.purpose.requirements.map(id => ({
      id,
      title: requirements.get(id)?.title ?? '',
      statement: requirements.get(id)?.statement ?? '',
    })),
    errata: errataOfPurposeModel(errata, plan.purpose.id),
    facts: factsOf(purpose, mutants),
    why: visibleText(why),
    lastWords: lastWordsOf(result),
    evidence: record.evidence.map(evidenceModel),
    checks: (result?.checks ?? []).map(checkModel),
    findings: (result?.findings ?? []).map(findingModel),
    ladder:
      record.frames.length + record.control.length > 0
        ? ladderSvg(record.ladder, `Messages of ${plan.purpose.id}`)
        : '',
    frames: frames.map(frame => frameModel(frame, judged)),
    framesLeftOut: leftOut,
    keyLog: record.keyLog ?? '',
    control: record.control
      .slice(0, MAX_ARROWS)
      .map(event => ({ at: seconds(event.at), text: controlText(event) })),
    controlLeftOut: Math.max(0, record.control.length - MAX_ARROWS),
    reproduce: reproduceCommand(run.header, plan),
  };
}

/** Those that the ladder has, and those that the page points to; the record has them all. */
function framesToRead({ purpose, frames, ladder, evidence }: PurposeRecord) {
  const drawn = ladder.rows.flatMap(row =>
    row.kind === 'arrow' ? [row.number, ...row.repeats.map(({ number }) => number)] : [],
  );
  const sent = evidence.map(({ stimulus }) => stimulus?.frame.number);
  const { checks = [], findings = [] } = purpose.result ?? {};
  const numbers = new Set([...drawn, ...sent, ...[...checks, ...findings].map(({ frame }) => frame)]);
  const read = frames.filter(({ frame }) => numbers.has(frame.number));
  return { frames: read, leftOut: frames.length - read.length };
}

/** A card of the first page: the failure in sent, expected, received, and the command that shows it again. */
export function cardOf(run: RecordedRun, { purpose, alike }: AttentionItem, errata: readonly Erratum[]) {
  return {
    ...headOf(purpose),
    requirements: purpose.plan.purpose.requirements,
    clause: visibleText(purpose.plan.purpose.clause),
    why: visibleText(purpose.why),
    lastWords: lastWordsOf(purpose.result),
    alike: alike.map(({ plan }) => ({ id: plan.purpose.id, anchor: purposeAnchor(plan) })),
    evidence: recordOf(run, purpose).evidence.map(evidenceModel),
    openPoints: openPointsBehindFailures(errata, purpose).map(erratumLink),
    reproduce: purpose.outcome === 'failed' ? reproduceCommand(run.header, purpose.plan) : '',
  };
}

function headOf({ plan, outcome }: PurposeOutcome) {
  return {
    anchor: purposeAnchor(plan),
    id: plan.purpose.id,
    title: visibleText(plan.purpose.title),
    level: plan.purpose.level,
    cell: visibleText(plan.cell, 120),
    outcome,
    ...OUTCOME_LABELS[outcome],
  };
}

function evidenceModel({ check, stimulus, judged }: Evidence) {
  return {
    ...checkModel(check),
    sent: stimulus === null ? '' : stimulus.label,
    sentFrame: stimulus === null ? '' : `frame ${stimulus.frame.number}`,
    came: judged?.label ?? '',
    cameFrame: judged === null ? '' : String(judged.frame.number),
  };
}

function checkModel(check: CheckResult) {
  const known = check.disposition === 'expected' || check.disposition === 'flaky';
  return {
    name: visibleText(check.id.slice(check.id.indexOf('/') + 1), 160),
    level: check.level,
    outcome: check.outcome,
    symbol: { pass: '✓', fail: '✗', recorded: '·' }[check.outcome],
    word: { pass: 'PASS', fail: known ? 'KNOWN FAILURE' : 'FAIL', recorded: 'RECORDED' }[check.outcome],
    known,
    expected: visibleText(check.expected, 2000),
    received: visibleText(check.received, 2000),
    reason: check.reason ?? '',
    frame: check.frame === null ? '' : String(check.frame),
    reported: check.source === 'sut-reported',
  };
}

function findingModel({ code, level, message, clause, frame }: RecordedFinding) {
  return {
    ...{ code: visibleText(code, 80), level },
    message: visibleText(message, 2000),
    clause: visibleText(clause, 120),
    frame: frame === null ? '' : String(frame),
  };
}

function frameModel(decoded: DecodedFrame, judged: ReadonlySet<number>) {
  const { frame, message, records, label, deviations, bytes } = decoded;
  return {
    number: frame.number,
    at: seconds(frame.at),
    arrow: frame.direction === 'sent' ? '→' : '←',
    direction: frame.direction,
    peer: visibleText(frame.peer, 60),
    path: visibleText(`${frame.local} ${frame.direction === 'sent' ? '→' : '←'} ${frame.remote}`, 120),
    label,
    failing: judged.has(frame.number),
    readable: message !== null,
    fields: records === null ? (message === null ? [] : messageFields(message)) : dtlsFields(records),
    payload: message === null ? null : viewPayload(message),
    deviations: deviations.map(deviation => ({ ...deviation, message: visibleText(deviation.message) })),
    hex: hexDump(bytes).join('\n'),
  };
}

function factsOf(
  { plan, result }: PurposeOutcome,
  mutants: readonly string[],
): readonly (readonly [name: string, value: string])[] {
  const { ets, twin, when, needs, revision } = plan.purpose;
  const rows: readonly (readonly [string, string])[] = [
    ['Clause', plan.purpose.clause],
    ['OMA test', ets.join(', ')],
    ['Positive twin', twin ?? ''],
    ['Condition', when ?? ''],
    ['Needs control', needs.join(', ')],
    ['Selection', `${APPLICABILITY_WORDS[result?.applicability ?? plan.applicability]} (${plan.why})`],
    ['Endpoint name', result?.endpoint ?? ''],
    ['Revision', String(revision)],
    [
      'Proven by',
      mutants.length === 0
        ? ''
        : `${mutants.length} ${mutants.length === 1 ? 'mutant' : 'mutants'}: ${mutants.join(', ')}`,
    ],
  ];
  return rows.filter(([, value]) => value !== '').map(([name, value]) => [name, visibleText(value)]);
}

function seconds(at: number): string {
  return `${(at / 1000).toFixed(3)} s`;
}
