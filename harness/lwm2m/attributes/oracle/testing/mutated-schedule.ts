/** Defects of a client, put into what an ideal client sends. */
import { expectNotifications } from '../expect-notifications.ts';
import { idealSchedule } from '../ideal-schedule.ts';
import type { Notified, ObservationInput } from '../observation-input.ts';

/** The mutated schedule; null where the defect changes nothing. */
export type Mutation = (
  input: ObservationInput,
  ideal: readonly Notified[],
  choice: number,
) => Notified[] | null;

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'drops a notification': (_, ideal, choice) => at(ideal, choice, index => ideal.toSpliced(index, 1)),
  'sends one twice': (_, ideal, choice) =>
    at(ideal, choice, (index, one) => ideal.toSpliced(index, 0, { ...one, at: one.at + 1 })),
  'sends one a second before pmin ends': ({ tolerance }, ideal, choice) =>
    at(ideal, choice, (index, one) => {
      const before = ideal[index - 1]?.at ?? 0;
      const sooner = one.at - tolerance.early - 1000;
      return sooner > before ? ideal.with(index, { ...one, at: sooner }) : null;
    }),
  'sends one too late': ({ tolerance, horizon }, ideal, choice) =>
    at(ideal, choice, (index, one) => {
      const later = one.at + tolerance.late + 1;
      return later < (ideal[index + 1]?.at ?? horizon) ? ideal.with(index, { ...one, at: later }) : null;
    }),
  'sends a value that was never there': (_, ideal, choice) =>
    at(ideal, choice, (index, one) => ideal.with(index, { ...one, value: otherThan(one) })),
  'sends the value of long ago': ({ history, tolerance }, ideal, choice) =>
    at(ideal, choice, (index, one) => {
      const old = history.findLast((entry, which) => {
        const end = history[which + 1]?.at ?? Number.POSITIVE_INFINITY;
        return end < one.at - tolerance.late && entry.value !== one.value;
      });
      return old === undefined ? null : ideal.with(index, { ...one, value: old.value });
    }),
  'flips the sign of gt': rewritten(query => query.replace(/gt=/, 'gt=-')),
  'flips the sign of lt': rewritten(query => query.replace(/lt=/, 'lt=-')),
  'takes a step for more than a step': rewritten(query =>
    query.replace(/st=(\d+)/, (_, step) => `st=${Number(step) + 1}`),
  ),
  'ignores thresholds': rewritten(query => query.replace(/(?:gt|lt|st)=[^&]*&?/g, '')),
  'ignores pmin': ignoring('pmin'),
  'ignores pmax': ignoring('pmax'),
  'takes seconds for half seconds': rewritten(query =>
    query.replace(/(pmin|pmax)=(\d+)/g, (_, name, seconds) => `${name}=${Math.trunc(Number(seconds) / 2)}`),
  ),
  'forgets the account': (input, ideal) => differing({ ...input, defaults: {} }, ideal),
};

function at(
  ideal: readonly Notified[],
  choice: number,
  change: (index: number, one: Notified) => Notified[] | null,
): Notified[] | null {
  const index = choice % Math.max(1, ideal.length);
  const one = ideal[index];
  return one === undefined ? null : change(index, one);
}

/** What a client sends that has understood the attributes in another way. */
function rewritten(change: (query: string) => string): Mutation {
  return (input, ideal) => {
    const writes = (input.writes ?? []).map(write => ({
      ...write,
      query: change(write.query).replace(/&$/, ''),
    }));
    return differing({ ...input, writes }, ideal);
  };
}

function ignoring(name: 'pmin' | 'pmax'): Mutation {
  const pattern = new RegExp(`${name}(?:=\\d+)?&?`, 'g');
  return ({ defaults = {}, ...input }, ideal, choice) => {
    const { [name]: _, ...others } = defaults;
    return rewritten(query => query.replace(pattern, ''))({ ...input, defaults: others }, ideal, choice);
  };
}

function differing(input: ObservationInput, ideal: readonly Notified[]): Notified[] | null {
  const expectation = expectNotifications(input);
  const [course] = expectation.courses;
  const other = course === undefined ? [] : idealSchedule(expectation, course);
  const same =
    other.length === ideal.length &&
    other.every(({ at, value }, index) => at === ideal[index]?.at && value === ideal[index]?.value);
  return same ? null : other;
}

function otherThan({ value }: Notified): Notified['value'] {
  switch (typeof value) {
    case 'bigint':
      return value + 1000n;
    case 'number':
      return value + 1000;
    default:
      return null;
  }
}
