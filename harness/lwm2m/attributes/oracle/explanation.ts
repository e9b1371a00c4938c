import type { RuleId } from '../rules.ts';
import type { Expectation } from './expect-notifications.ts';
import type { FindingCode } from './finding.ts';
import type { Notified, TimingTolerance } from './observation-input.ts';
import { type Course, type Overtaken, type Phase, phasesAfter, type Sent, sameReported } from './timeline.ts';

/** A reading together with what the client has sent last: one way in which all that was seen so far can have come about. */
export interface Hypothesis {
  readonly course: Course;
  readonly sent: Sent;
}

export type Explanation =
  | { readonly kind: 'explained'; readonly next: readonly Hypothesis[] }
  | { readonly kind: 'refuted'; readonly objection: Objection };

export interface Objection {
  readonly code: FindingCode;
  readonly rule: RuleId;
  /** When it was due at the latest, or may have come at the earliest. */
  readonly bound: number;
}

/** What a notification means under one hypothesis. */
export function explain(expectation: Expectation, hypothesis: Hypothesis, notified: Notified): Explanation {
  const { tolerance } = expectation.input;
  const { course, sent } = hypothesis;
  const late = tolerance.late + expectation.sampling;
  const overtaken: Overtaken[] = [];
  const phases = [...phasesAfter(course, sent, Math.max(sent.at, notified.at + tolerance.early), overtaken)];
  const reaches = (from: number, to: number): boolean =>
    from <= notified.at + tolerance.early && to >= notified.at - late;
  const possible =
    phases.some(({ due, from, to }) => due !== 'no' && reaches(from, to)) ||
    overtaken.some(each => mayComeFirst(each, late) && reaches(each.at, each.at));
  const samples = samplesOf(expectation, course, sent.sample, notified);
  const missed = overdue(phases, notified.at, { late, reaction: tolerance.reaction ?? 0 });
  if (missed !== null) {
    const again = missed.pmax !== null && notified.at + tolerance.early >= missed.from + missed.pmax;
    const code = possible && !again ? 'notification.late' : 'notification.missing';
    return { kind: 'refuted', objection: { code, rule: missed.rule, bound: missed.from } };
  }
  if (!possible)
    return { kind: 'refuted', objection: objectionTo(phases, sent, notified, tolerance.early, samples) };
  if (samples.length === 0)
    return { kind: 'refuted', objection: { code: 'notification.value', rule: 'value', bound: notified.at } };
  return {
    kind: 'explained',
    next: samples.map(sample => ({ course, sent: sentAs(course, notified.at, sample) })),
  };
}

/** An event and the end of a period are so close that a client may take them in either order. */
export function mayComeFirst({ by, at }: Overtaken, late: number): boolean {
  return at >= by && at <= by + late;
}

/** What silence up to `until` means under one hypothesis; null when nothing had to come. */
export function objectionToSilence(
  expectation: Expectation,
  { course, sent }: Hypothesis,
  until: number,
): Objection | null {
  const { late, reaction = 0 } = expectation.input.tolerance;
  const phases = [...phasesAfter(course, sent, until)];
  const missed = overdue(phases, until, { late: late + expectation.sampling, reaction });
  return missed === null ? null : { code: 'notification.missing', rule: missed.rule, bound: missed.from };
}

/** The values in the history that a notification may have carried, none older than `oldest`. */
export function samplesOf(
  { input: { tolerance }, sampling }: Expectation,
  { history }: Course,
  oldest: number,
  { at, value }: Notified,
): number[] {
  const samples: number[] = [];
  if (value === null) return samples;
  for (let index = oldest; index < history.length; index += 1) {
    const entry = history[index];
    if (entry === undefined || (index > 0 && entry.at > at + tolerance.early)) break;
    const end = history[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (end >= at - tolerance.late - sampling && sameReported(entry.value, value)) samples.push(index);
  }
  return samples;
}

export function sentAs({ history }: Course, at: number, sample: number): Sent {
  return { at, sample, value: history[sample]?.value ?? '' };
}

/** Index of the value that the resource had at a moment. */
export function presentAt({ history }: Course, at: number): number {
  let low = 0;
  let high = history.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((history[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Why a notification that nothing asks for must not come. */
function objectionTo(
  phases: readonly Phase[],
  sent: Sent,
  { at, value }: Notified,
  early: number,
  samples: readonly number[],
): Objection {
  const present = phases.findLast(({ from }) => from <= at) ?? phases[0];
  const earliest = present?.earliest ?? at;
  if (at + early < earliest) return { code: 'notification.early', rule: 'pmin', bound: earliest };
  if (value !== null && sameReported(sent.value, value))
    return { code: 'notification.unexpected', rule: 'unprompted', bound: at };
  if (samples.length === 0) return { code: 'notification.value', rule: 'value', bound: at };
  return {
    code: 'notification.unexpected',
    rule: present?.rule === 'change' ? 'change' : 'threshold',
    bound: at,
  };
}

interface Missed {
  readonly from: number;
  readonly rule: RuleId;
  /** Length of the period when it was pmax that ended. */
  readonly pmax: number | null;
}

/** The first stretch in which a notification was due for longer than it may take. */
function overdue(
  phases: readonly Phase[],
  until: number,
  { late, reaction }: Pick<Required<TimingTolerance>, 'late' | 'reaction'>,
): Missed | null {
  const start = phases[0]?.from ?? until;
  let run: Phase | null = null;
  for (const phase of phases) {
    if (phase.due !== 'yes') {
      run = null;
      continue;
    }
    run ??= phase;
    if (Math.min(phase.to, until) - run.from > late + (run.rule === 'pmax' ? 0 : reaction))
      return { from: run.from, rule: run.rule, pmax: run.rule === 'pmax' ? run.from - start : null };
  }
  return null;
}
