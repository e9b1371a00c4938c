import type { Expectation } from './expect-notifications.ts';
import { presentAt, sentAs } from './explanation.ts';
import type { TimedValue } from './observation-input.ts';
import { type Course, type Phase, phasesAfter } from './timeline.ts';

/** More would only come from an observation of days with a pmax of seconds. */
const AT_MOST = 10_000;

/** What a client sends that lives by one reading and has no delay; the first answer is not part of it. */
export function idealSchedule({ input }: Expectation, course: Course): TimedValue[] {
  const notifications: TimedValue[] = [];
  let sent = sentAs(course, input.first.at, presentAt(course, input.first.at));
  while (notifications.length < AT_MOST) {
    const due = firstDue(phasesAfter(course, sent, input.horizon));
    if (due === null) break;
    sent = sentAs(course, due, presentAt(course, due));
    notifications.push({ at: due, value: sent.value });
  }
  return notifications;
}

function firstDue(phases: Iterable<Phase>): number | null {
  for (const { due, from } of phases) if (due === 'yes') return from;
  return null;
}
