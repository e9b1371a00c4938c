import type { Value } from '../../value.ts';
import { clauseOf, type RuleId } from '../rules.ts';
import type { Expectation } from './expect-notifications.ts';
import { mayComeFirst, presentAt } from './explanation.ts';
import { hypothesesAfter } from './judge.ts';
import type { Notified } from './observation-input.ts';
import { type Overtaken, type Phase, phasesAfter, sameReported } from './timeline.ts';

/**
 * `due`: every reading asks for a notification now. `either`: some do. `allowed`: none does, but one only
 * finds it superfluous: pmin is over and the server knows the value already. `forbidden`: none does.
 */
export type WindowStatus = 'due' | 'either' | 'allowed' | 'forbidden';

/**
 * A stretch of time in which the answer to "may a notification come now?" is the same; tolerance not included. It is a single
 * moment where a period would have ended, had not an event come before it that is so close that the two may be taken in
 * either order.
 */
export interface Window {
  /** Milliseconds on the clock of the caller; `from` included. */
  readonly from: number;
  readonly to: number;
  readonly status: WindowStatus;
  /** Why, by every reading. */
  readonly rules: readonly { readonly rule: RuleId; readonly clause: string }[];
  /** What a notification has to carry. */
  readonly value: Value;
}

/** What is expected next when exactly `seen` has come since the first answer and nothing comes from then on. */
export function windowsAfter(expectation: Expectation, seen: readonly Notified[] = []): Window[] {
  const { horizon, version, tolerance } = expectation.input;
  const hypotheses = hypothesesAfter(expectation, seen);
  const [some] = hypotheses;
  if (some === undefined) return [];
  const { history } = some.course;
  const start = some.sent.at;
  const overtaken: Overtaken[] = [];
  const views = hypotheses.map(({ course, sent }) => [...phasesAfter(course, sent, horizon, overtaken)]);
  const changes = history.map(({ at }) => at).filter(at => at > start && at <= horizon);
  const cuts = [...new Set([start, ...changes, ...views.flatMap(view => view.map(({ from }) => from))])];
  cuts.sort((a, b) => a - b);
  const cursors = views.map(() => 0);
  const moments = overtaken
    .filter(each => mayComeFirst(each, tolerance.late + expectation.sampling))
    .map(({ at, rule }) => ({ at, rule: { rule, clause: clauseOf(rule, version) } }))
    .sort((a, b) => a.at - b.at);
  const windows = cuts.map((from, index): Window => {
    const phases = views.map((view, which) => {
      let cursor = cursors[which] ?? 0;
      while ((view[cursor + 1]?.from ?? Number.POSITIVE_INFINITY) <= from) cursor += 1;
      cursors[which] = cursor;
      return view[cursor];
    });
    const present = phases.filter(phase => phase !== undefined);
    const rules = [...new Set(present.map(({ rule }) => rule))];
    const value = history[presentAt(some.course, from)]?.value ?? some.sent.value;
    const allowed = phases.some((phase, which) => {
      const told = hypotheses[which]?.sent.value;
      return phase !== undefined && from >= phase.earliest && told !== undefined && sameReported(told, value);
    });
    return {
      ...{ from, to: cuts[index + 1] ?? horizon, status: statusOf(present, allowed), value },
      rules: rules.map(rule => ({ rule, clause: clauseOf(rule, version) })),
    };
  });
  return windows.flatMap((window, index) => {
    const isLast = index === windows.length - 1;
    const within = moments.filter(
      ({ at }) => at >= window.from && (at < window.to || (isLast && at === window.to)),
    );
    return interrupted(window, within);
  });
}

/** A window in which nothing is asked for, cut at the moments at which something might be. */
function interrupted(
  window: Window,
  moments: readonly { readonly at: number; readonly rule: Window['rules'][number] }[],
): Window[] {
  if (window.status === 'due' || window.status === 'either') return [window];
  const windows = [window];
  for (const { at, rule } of moments) {
    const last = windows.at(-1) ?? window;
    // Several readings may say the same of one moment.
    if (windows.at(-2)?.from === at && windows.at(-2)?.to === at) continue;
    const moment: Window = { ...window, from: at, to: at, status: 'either', rules: [rule] };
    windows.splice(-1, 1, { ...last, to: at }, moment, { ...last, from: at });
  }
  return windows;
}

function statusOf(phases: readonly Phase[], allowed: boolean): WindowStatus {
  if (phases.every(({ due }) => due === 'yes')) return 'due';
  if (phases.some(({ due }) => due !== 'no')) return 'either';
  return allowed ? 'allowed' : 'forbidden';
}
