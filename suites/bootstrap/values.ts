import {
  type BootstrapTranscript,
  type Expectation,
  satisfies,
  shortServerIds,
  type Values,
} from '../../harness/touchstone.ts';

/** Short Server IDs of the accounts that were written to the Security object, sorted: `101, 102`. */
export function ownServers({ written }: Pick<BootstrapTranscript, 'written'>): string {
  return [...shortServerIds(written, 0).values()].map(String).sort().join(', ');
}

/** The same values, at whichever instances: their ids are the server's own choice. */
export function sameValues(wanted: Values): Expectation<Values> {
  const withoutInstance = (values: Values): string =>
    Object.entries(values)
      .map(([path, value]) => `${path.replace(/^(\/\d+)\/\d+/, '$1/x')}=${value}`)
      .sort()
      .join(', ');
  const before = withoutInstance(wanted);
  return satisfies(before, values => withoutInstance(values) === before);
}

/** SUT-reported events that lack this one. */
export function doesNotReport(event: string): Expectation<string> {
  return satisfies<string>(`no ${event}`, events => !events.includes(event));
}
