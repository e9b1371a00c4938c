import type { NotificationAttributes } from '../attributes.ts';
import type { Decimal } from '../decimal.ts';
import type { Lwm2mVersion } from '../lwm2m-version.ts';
import { sideOf } from './closeness.ts';
import { isNumeric } from './condition.ts';
import { type Epoch, type TermsContext, termsOf } from './in-force.ts';
import type { TimedValue } from './observation-input.ts';
import { type Question, type Reading, readingsOf } from './reading.ts';

export interface Circumstances {
  readonly version: Lwm2mVersion;
  readonly context: TermsContext;
  readonly epochs: readonly Epoch[];
  readonly history: readonly TimedValue[];
  /** When the observation began. */
  readonly start: number;
}

/** The open questions whose answer can make a difference in these circumstances; the fewer, the sharper the oracle. */
export function questionsIn({ version, context, epochs, history, start }: Circumstances): Set<Question> {
  const questions = new Set<Question>(['comparison']);
  if (epochs.some(({ from }) => from > start)) questions.add('write-effect').add('step-base');
  if (epochs.some(({ levels }) => levels.slice(context.observedDepth, context.resourceDepth).some(isSet)))
    questions.add('level-below');
  for (const name of ['gt', 'lt'] as const) {
    const sets = [...epochs.flatMap(({ levels }) => levels), context.observeAttributes];
    if (
      [...new Set(sets.map(set => set[name]))].some(bound => bound !== undefined && isTouched(bound, history))
    )
      questions.add(`bound-${name}`);
  }
  const periods: Question[] = version === '1.1' ? ['equal-periods', 'ignored-pmax'] : ['ignored-pmax'];
  const readings = readingsOf(new Set([...periods, 'level-below']));
  for (const question of periods) if (decides(question, readings, context, epochs)) questions.add(question);
  return questions;
}

function isSet(attributes: NotificationAttributes): boolean {
  return Object.keys(attributes).length > 0;
}

function isTouched(bound: Decimal, history: readonly TimedValue[]): boolean {
  return history.some(({ value }) => isNumeric(value) && sideOf(value, bound) === 'at');
}

/** Whether the periods differ between two readings that only answer this question differently. */
function decides(
  question: Question,
  readings: readonly Reading[],
  context: TermsContext,
  epochs: readonly Epoch[],
): boolean {
  const others = (reading: Reading): string => JSON.stringify({ ...reading, [question]: null });
  return epochs.some(epoch => {
    const periods = new Map<string, string>();
    return readings.some(reading => {
      const { pmin, pmax } = termsOf(context, reading, epoch);
      const before = periods.get(others(reading));
      periods.set(others(reading), `${pmin} ${pmax}`);
      return before !== undefined && before !== `${pmin} ${pmax}`;
    });
  });
}
