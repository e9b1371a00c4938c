import type { RecordedRun } from '../../record/recorded-run.ts';
import type { IcsObserved } from '../../record/schema/ics-observed-schema.ts';
import { observedIcs } from './observed-ics.ts';

/** Text of `ics.observed.json`, which the published schema describes. */
export function icsObservedJson(run: RecordedRun, keys: readonly string[]): string {
  const document: IcsObserved = {
    schema: 'touchstone/ics-observed@1',
    runId: run.header.runId,
    suts: observedIcs(run, keys).map(({ name, role, cells, capabilities }) => ({
      ...{ name, role, cells: [...cells] },
      capabilities: capabilities.map(({ sightings, ...rest }) => ({
        ...rest,
        sightings: sightings.map(({ cell, purpose, frame, shown, words }) => ({
          ...{ cell, purpose, frame, shown, words },
        })),
      })),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
