import { formatValue } from '../../value.ts';
import { clauseOf, ruleOf } from '../rules.ts';
import type { Expectation } from './expect-notifications.ts';
import {
  type Explanation,
  explain,
  type Hypothesis,
  type Objection,
  objectionToSilence,
  presentAt,
  samplesOf,
  sentAs,
} from './explanation.ts';
import type { Finding, FindingCode, QuestionAnswers, ScheduleJudgement } from './finding.ts';
import type { Notified } from './observation-input.ts';

/** When readings disagree on what is wrong, the client is told the mildest. */
const MILDEST_FIRST: readonly FindingCode[] = [
  'notification.unexpected',
  'notification.late',
  'notification.early',
  'notification.value',
  'notification.missing',
];

/**
 * Compares what came after the first answer with what is expected. A finding is only made when no reading of the texts
 * explains what was seen; after one, the judgement starts again from the notification at hand. Never throws.
 */
export function judge(expectation: Expectation, seen: readonly Notified[]): ScheduleJudgement {
  const { first, horizon } = expectation.input;
  const findings: Finding[] = [];
  let hypotheses = hypothesesAfter(expectation, []);
  if (samplesAtStart(expectation).length === 0)
    findings.push(
      finding(expectation, { code: 'notification.value', rule: 'value', bound: first.at }, first, null),
    );
  inOrder(seen).forEach(({ notified, index }) => {
    if (notified.at > horizon) return;
    const step = stepOver(expectation, hypotheses, notified);
    if (step.objection !== null) findings.push(finding(expectation, step.objection, notified, index));
    hypotheses = step.hypotheses;
  });
  const silences = hypotheses.map(hypothesis => objectionToSilence(expectation, hypothesis, horizon));
  const objection = mildest(silences.filter(each => each !== null));
  const alive = hypotheses.filter((_, index) => silences[index] === null);
  if (alive.length === 0 && objection !== null) findings.push(finding(expectation, objection, null, null));
  return { findings, readings: readingsOf(expectation, alive.length === 0 ? hypotheses : alive) };
}

/** The ways in which what was seen so far can have come about; used where the question is what may come next. */
export function hypothesesAfter(expectation: Expectation, seen: readonly Notified[]): readonly Hypothesis[] {
  const { first } = expectation.input;
  const samples = samplesAtStart(expectation);
  let hypotheses: readonly Hypothesis[] = expectation.courses.flatMap(course =>
    (samples.length > 0 ? samples : [presentAt(course, first.at)]).map(sample => ({
      course,
      sent: sentAs(course, first.at, sample),
    })),
  );
  for (const { notified } of inOrder(seen))
    hypotheses = stepOver(expectation, hypotheses, notified).hypotheses;
  return hypotheses;
}

function samplesAtStart(expectation: Expectation): number[] {
  const [course] = expectation.courses;
  return course === undefined ? [] : samplesOf(expectation, course, 0, expectation.input.first);
}

interface Step {
  readonly hypotheses: readonly Hypothesis[];
  readonly objection: Objection | null;
}

function stepOver(expectation: Expectation, hypotheses: readonly Hypothesis[], notified: Notified): Step {
  const explanations = hypotheses.map(hypothesis => explain(expectation, hypothesis, notified));
  const next = explanations.flatMap(each => (each.kind === 'explained' ? each.next : []));
  if (next.length > 0) return { hypotheses: distinct(next), objection: null };
  // What was learnt about the readings stands; only what the client has sent last begins anew.
  const anew = hypotheses.flatMap(({ course, sent }) => {
    const samples = samplesOf(expectation, course, sent.sample, notified);
    const present = Math.max(sent.sample, presentAt(course, notified.at));
    // A value that was never there may be taken for news or for none.
    return (samples.length > 0 ? samples : [...new Set([present, sent.sample])]).map(sample => ({
      course,
      sent: sentAs(course, Math.max(notified.at, sent.at), sample),
    }));
  });
  return { hypotheses: distinct(anew), objection: mildest(explanations.flatMap(objectionOf)) };
}

function objectionOf(explanation: Explanation): Objection[] {
  return explanation.kind === 'refuted' ? [explanation.objection] : [];
}

function mildest(objections: readonly Objection[]): Objection | null {
  const rank = ({ code, rule }: Objection): number =>
    ruleOf(rule).certainty === 'stated' ? MILDEST_FIRST.indexOf(code) + 1 : 0;
  const [first = null] = [...objections].sort((a, b) => rank(a) - rank(b) || b.bound - a.bound);
  return first;
}

function distinct(hypotheses: readonly Hypothesis[]): Hypothesis[] {
  const found = new Map<Hypothesis['course'], Set<number>>();
  return hypotheses.filter(({ course, sent }) => {
    const samples = found.get(course) ?? new Set();
    found.set(course, samples);
    return !samples.has(sent.sample) && samples.add(sent.sample);
  });
}

function inOrder(seen: readonly Notified[]): { readonly notified: Notified; readonly index: number }[] {
  return seen.map((notified, index) => ({ notified, index })).sort((a, b) => a.notified.at - b.notified.at);
}

function readingsOf({ questions }: Expectation, hypotheses: readonly Hypothesis[]): QuestionAnswers[] {
  return questions.map(question => ({
    question,
    answers: [...new Set(hypotheses.map(({ course }) => course.reading[question]))],
  }));
}

function finding(
  { input: { first, version } }: Expectation,
  { code, rule, bound }: Objection,
  notified: Notified | null,
  index: number | null,
): Finding {
  const after = (at: number): string => `${Math.round(at - first.at)} ms`;
  const came = notified === null ? '' : `after ${after(notified.at)} with ${shown(notified)}`;
  const messages: Readonly<Record<FindingCode, string>> = {
    'notification.missing': `no notification although one was due after ${after(bound)}`,
    'notification.late': `a notification ${came} that was due after ${after(bound)}`,
    'notification.early': `a notification ${came}, before ${after(bound)}`,
    'notification.unexpected': `a notification ${came} that nothing asks for`,
    'notification.value': `a notification ${came}, a value that the resource did not have then`,
  };
  return {
    ...{
      code,
      rule,
      notification: index,
      at: code === 'notification.missing' ? bound : (notified?.at ?? bound),
    },
    level: ruleOf(rule).certainty === 'stated' ? 'must' : 'should',
    clause: clauseOf(rule, version),
    message: `${messages[code]}: ${ruleOf(rule).says}`,
  };
}

function shown({ value }: Notified): string {
  return value === null ? 'no value' : formatValue(value);
}
