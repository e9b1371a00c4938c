import { sameValue, type Value } from '../../value.ts';
import { THRESHOLDS } from '../attribute-definitions.ts';
import { compareDecimals } from '../decimal.ts';
import type { RuleId } from '../rules.ts';
import { type Answer, anyOf } from './closeness.ts';
import { hasConditions, isEdge, meets } from './condition.ts';
import type { Terms } from './in-force.ts';
import type { TimedValue } from './observation-input.ts';
import type { Reading } from './reading.ts';

/** What happens in one observation, as one reading sees it. */
export interface Course {
  readonly reading: Reading;
  /** In order of time; neighbours differ. */
  readonly history: readonly TimedValue[];
  /** In order of time; the first one has no beginning. */
  readonly terms: readonly Terms[];
}

/** The last notification, as the client may have sent it. */
export interface Sent {
  readonly at: number;
  readonly value: Value;
  /** Index in the history of the value that it carried: what changed after that is still to be told. */
  readonly sample: number;
}

/** A stretch of time, `from` included, in which a notification is due, may be due, or is not. */
export interface Phase {
  readonly from: number;
  readonly to: number;
  readonly due: Answer;
  /** When pmin ends. */
  readonly earliest: number;
  /** Why it is due, or why not. */
  readonly rule: RuleId;
}

/** A moment at which a notification would have become due, had an event not come before it. */
export interface Overtaken {
  readonly by: number;
  readonly at: number;
  readonly rule: RuleId;
}

/**
 * What is due after a notification until the next one, up to `until`; in time proportional to what happens meanwhile.
 * @param overtaken filled with the moments that an event has come before: a client may take the two in another order
 */
export function* phasesAfter(
  course: Course,
  sent: Sent,
  until: number,
  overtaken: Overtaken[] = [],
): Generator<Phase, void, undefined> {
  const state = new DueState(course, sent);
  let from = sent.at;
  while (from <= until) {
    const next = state.nextMoment();
    const last = next > until;
    yield* state.phases(from, last ? until : next, last);
    if (last) return;
    overtaken.push(...state.periodEnds().map(end => ({ by: next, ...end })));
    state.advance(next);
    from = next;
  }
}

class DueState {
  readonly #course: Course;
  #value: number;
  #term: number;
  #terms: Terms;
  #base: number;
  #notified: Value;
  #pending: Answer = 'no';
  #edgeSeen: Answer = 'no';

  constructor(course: Course, sent: Sent) {
    this.#course = course;
    this.#value = sent.sample;
    this.#term = lastIndex(course.terms, sent.at);
    this.#terms = termsAt(course, this.#term);
    this.#base = sent.at;
    this.#notified = sent.value;
    this.advance(sent.at);
  }

  /** When a value or the terms change next; infinity when nothing does. */
  nextMoment(): number {
    const { history, terms } = this.#course;
    const value = history[this.#value + 1]?.at ?? Number.POSITIVE_INFINITY;
    const term = terms[this.#term + 1]?.from ?? Number.POSITIVE_INFINITY;
    return Math.min(value, term);
  }

  /** Takes in what has happened up to `now`, `now` included. */
  advance(now: number): void {
    const { history, terms } = this.#course;
    for (;;) {
      const value = history[this.#value + 1];
      const term = terms[this.#term + 1];
      const valueFirst =
        value !== undefined && value.at <= now && (term === undefined || value.at <= term.from);
      if (valueFirst) this.#changed();
      else if (term !== undefined && term.from <= now) this.#rewritten(term);
      else return;
    }
  }

  /** Cuts a stretch without events where the periods end; its end belongs to it only when it is the end of all. */
  phases(from: number, to: number, last: boolean): Phase[] {
    const earliest = this.#base + this.#terms.pmin;
    const latest = this.#terms.pmax === null ? Number.POSITIVE_INFINITY : this.#base + this.#terms.pmax;
    const ends = [earliest, latest].filter(at => at > from && (at < to || (last && at === to)));
    const cuts = [from, ...new Set(ends.sort((a, b) => a - b))];
    return cuts.map((start, index): Phase => {
      const due = this.#due(start, earliest, latest);
      return { ...due, from: start, to: cuts[index + 1] ?? to, earliest };
    });
  }

  /** When a notification would become due by itself. */
  periodEnds(): Omit<Overtaken, 'by'>[] {
    const { pmin, pmax } = this.#terms;
    const ends: Omit<Overtaken, 'by'>[] = [];
    if (this.#pending !== 'no') ends.push({ at: this.#base + pmin, rule: 'pmin-expiry' });
    if (pmax !== null) ends.push({ at: this.#base + pmax, rule: 'pmax' });
    return ends;
  }

  #due(at: number, earliest: number, latest: number): Pick<Phase, 'due' | 'rule'> {
    if (at >= latest) return { due: 'yes', rule: 'pmax' };
    const conditional = hasConditions(this.#terms.conditions);
    if (this.#pending === 'no') return { due: 'no', rule: conditional ? 'threshold' : 'change' };
    if (at < earliest) return { due: 'no', rule: 'pmin' };
    const rule = earliest > this.#base ? 'pmin-expiry' : conditional ? 'threshold' : 'change';
    return { due: this.#pending, rule };
  }

  #changed(): void {
    const { history, reading } = this.#course;
    const previous = valueAt(history, this.#value);
    this.#value += 1;
    const present = valueAt(history, this.#value);
    const { conditions } = this.#terms;
    const met = meets(conditions, reading, { previous, notified: this.#notified, present });
    if (reading.comparison !== 'evaluated') {
      this.#pending = anyOf(this.#pending, met);
      return;
    }
    this.#pending = met;
    // An edge that has been seen is still there as long as the value has not gone back.
    if (conditions.edge === undefined) return;
    this.#edgeSeen = anyOf(this.#edgeSeen, isEdge(previous, present, conditions.edge));
    this.#pending = present === (conditions.edge === 1) ? this.#edgeSeen : 'no';
  }

  #rewritten(terms: Terms): void {
    const { reading, history } = this.#course;
    const present = valueAt(history, this.#value);
    const differs = !sameConditions(terms, this.#terms);
    this.#term += 1;
    const { pmin, pmax } = reading['write-effect'] === 'next-period' ? this.#terms : terms;
    this.#terms = { ...terms, pmin, pmax };
    if (reading['write-effect'] === 'restart') this.#base = Math.max(this.#base, terms.from);
    const rebased = reading['step-base'] === 'at-write';
    if (rebased) this.#notified = present;
    if (!differs && !rebased) return;
    // Whether a change that came before the new conditions is judged by them, by the old ones or not at all is left open.
    const change = { previous: this.#notified, notified: this.#notified, present };
    const asked = anyOf(this.#pending, meets(terms.conditions, reading, change));
    this.#pending = asked === 'no' ? 'no' : 'open';
  }
}

function sameConditions({ conditions: a }: Terms, { conditions: b }: Terms): boolean {
  if (a.edge !== b.edge) return false;
  return THRESHOLDS.every(name => {
    const [x, y] = [a[name], b[name]];
    return x === undefined || y === undefined ? x === y : compareDecimals(x, y) === 0;
  });
}

function valueAt(history: readonly TimedValue[], index: number): Value {
  // The history is never empty, and every index is taken from it.
  return (history[index] ?? history[0])?.value ?? '';
}

function termsAt({ terms }: Course, index: number): Terms {
  return terms[index] ?? { from: 0, pmin: 0, pmax: null, conditions: {} };
}

function lastIndex(terms: readonly Terms[], at: number): number {
  let low = 0;
  let high = terms.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((terms[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether two values are the same to a server: a Float may have been rounded to 4 bytes on its way. */
export function sameReported(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number' && Math.fround(a) === Math.fround(b)) return true;
  return sameValue(a, b);
}
