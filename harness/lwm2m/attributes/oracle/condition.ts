import { sameValue, type Value } from '../../value.ts';
import { attributesFault, type NotificationAttributes } from '../attributes.ts';
import type { Decimal } from '../decimal.ts';
import { type Answer, anyOf, isStepApart, sideOf } from './closeness.ts';
import type { Reading, Touch } from './reading.ts';

/** A change as the conditions see it. */
export interface Change {
  /** Before this change. */
  readonly previous: Value;
  /** What the server has been told last, or what stands for it. */
  readonly notified: Value;
  readonly present: Value;
}

export function hasConditions({ gt, lt, st, edge }: NotificationAttributes): boolean {
  return gt !== undefined || lt !== undefined || st !== undefined || edge !== undefined;
}

/** Whether a change asks for a notification, pmin aside (rules `change`, `threshold`, `crossing`, `step`, `edge`). */
export function meets(conditions: NotificationAttributes, reading: Reading, change: Change): Answer {
  const { previous, notified, present } = change;
  const from = reading.comparison === 'latched' ? previous : notified;
  const { gt, lt, st, edge } = conditions;
  if (!hasConditions(conditions))
    return sameValue(reading.comparison === 'evaluated' ? notified : previous, present) ? 'no' : 'yes';
  if (attributesFault(conditions) !== null) return sameValue(from, present) ? 'no' : 'open';
  return anyOf(
    gt === undefined ? 'no' : crosses(from, present, gt, reading['bound-gt']),
    lt === undefined ? 'no' : crosses(from, present, lt, reading['bound-lt']),
    st === undefined ? 'no' : steps(notified, present, st),
    // Seen from the last notified value, an edge that follows the opposite one would never be noticed.
    edge === undefined ? 'no' : isEdge(previous, present, edge),
  );
}

export function isEdge(previous: Value, present: Value, edge: number): Answer {
  return previous !== present && present === (edge === 1) ? 'yes' : 'no';
}

function steps(notified: Value, present: Value, step: Decimal): Answer {
  if (!isNumeric(notified) || !isNumeric(present) || sameValue(notified, present)) return 'no';
  return isStepApart(notified, present, step);
}

function crosses(from: Value, to: Value, bound: Decimal, touch: Touch): Answer {
  if (!isNumeric(from) || !isNumeric(to) || sameValue(from, to)) return 'no';
  const start = sideOf(from, bound);
  const end = sideOf(to, bound);
  if (start === 'near' || end === 'near') return 'open';
  if (start === end) return 'no';
  if (end === 'at')
    return touch === 'arriving' || touch === (start === 'below' ? 'at-or-above' : 'above') ? 'yes' : 'no';
  if (start === 'at')
    return touch === 'leaving' || touch === (end === 'below' ? 'at-or-above' : 'above') ? 'yes' : 'no';
  return 'yes';
}

export function isNumeric(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
