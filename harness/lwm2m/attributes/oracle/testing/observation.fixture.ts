/** A short notation for observations in tests: `0:20 5:35` is 20 at the first answer, 35 from the fifth second on. */
import type { ResourceType, Value } from '../../../value.ts';
import { expectNotifications } from '../expect-notifications.ts';
import type { ScheduleJudgement } from '../finding.ts';
import { judge } from '../judge.ts';
import type { Notified, ObservationInput } from '../observation-input.ts';

export const PATH = '/3303/0/5700';

export interface Given extends Partial<Omit<ObservationInput, 'history' | 'first' | 'writes'>> {
  /** Written to the resource before the observation. */
  readonly set?: string;
  /** `4 /3303/0 pmax=6`: second, path, query. */
  readonly writes?: readonly string[];
  readonly values: string;
}

export function observation({
  set,
  values,
  writes = [],
  type = 'Integer',
  ...rest
}: Given): ObservationInput {
  const history = moments(values, type);
  return {
    ...{ version: '1.0', observed: PATH, horizon: 100_000, tolerance: { early: 100, late: 500 } },
    ...rest,
    type,
    writes: [
      ...(set === undefined ? [] : [{ at: -10_000, path: PATH, query: set }]),
      ...writes.map(text => {
        const [second = '', path = '', query = ''] = text.split(' ');
        return { at: Number(second) * 1000, path, query };
      }),
    ],
    history: history.map(({ at, value }) => ({ at, value: value ?? '' })),
    first: { at: 0, value: history[0]?.value ?? null },
  };
}

export function judged(given: Given, seen: string): ScheduleJudgement {
  const { type = 'Integer' } = given;
  return judge(expectNotifications(observation(given)), moments(seen, type));
}

/** `missing must, unexpected should`; empty when a reading explains it all. */
export function findings(given: Given, seen: string): string {
  const { findings: found } = judged(given, seen);
  return found.map(({ code, level }) => `${code.slice('notification.'.length)} ${level}`).join(', ');
}

function moments(text: string, type: ResourceType): Notified[] {
  return text
    .split(' ')
    .filter(moment => moment !== '')
    .map(moment => {
      const [second = '', value = ''] = moment.split(':');
      return { at: Number(second) * 1000, value: value === '-' ? null : parse(value, type) };
    });
}

function parse(text: string, type: ResourceType): Value {
  if (type === 'Integer') return BigInt(text);
  if (type === 'Boolean') return text === 'true';
  return type === 'Float' ? Number(text) : text;
}
