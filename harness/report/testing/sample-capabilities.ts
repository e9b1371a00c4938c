import type { CapabilityEvent, RunEvent } from '../../record/events.ts';
import { foldRun } from '../../record/fold-run.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import { CLIENT_CELL, clientCell, sampleEvents } from '../../record/testing/sample-run.ts';
import type { Ics } from '../../verdict/ics.ts';
import type { CellId, PurposeId } from '../../verdict/ids.ts';

export const LATER_CELL = 'acme-client/nosec/udp/1.1' as CellId;
const PURPOSE = 'registration.bv.register' as PurposeId;

/** What was seen of one key. */
export function seen(
  key: string,
  shown: boolean,
  rest: Partial<Omit<CapabilityEvent, 'type' | 'key' | 'shown'>> = {},
): CapabilityEvent {
  const words = `${key} was seen`;
  return { type: 'capability', cell: CLIENT_CELL, purpose: PURPOSE, key, shown, words, frame: 1, ...rest };
}

/** A run of one SUT in the cells of both versions, whose SUT file claims this, and which showed that. */
export function runThatShows(ics: Ics, capabilities: readonly CapabilityEvent[]): RecordedRun {
  const cell = clientCell();
  const { description } = cell;
  const cells = [
    { ...cell, description: { ...description, ics } },
    { ...cell, description: { ...description, id: LATER_CELL, lwm2m: '1.1' as const, ics } },
  ];
  const events = sampleEvents({ cells });
  const all: RunEvent[] = [...events.slice(0, -1), ...capabilities, ...events.slice(-1)];
  return foldRun(all, { path: 'run.ndjson', cutLastLine: false });
}
