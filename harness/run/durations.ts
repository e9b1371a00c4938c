import type { PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { USUAL_SECONDS } from './usual-durations.ts';

/** Milliseconds that purposes take, as far as it is known. */
export type Durations = ReadonlyMap<PurposeId, number>;

/** What a purpose takes that has never been run on that SUT: one that waits for a timer, and any other that watches silence. */
const UNKNOWN_TIMING_MS = 8_000;
const UNKNOWN_MS = 2_500;

/** What it took before, what it usually takes, or a guess. */
export function durationOf(id: PurposeId, durations: Durations): number {
  const usual = USUAL_SECONDS[id];
  const guess = id.includes('.ti.') ? UNKNOWN_TIMING_MS : UNKNOWN_MS;
  return durations.get(id) ?? (usual === undefined ? guess : usual * 1_000);
}

/** Milliseconds that these purposes take, one after the other. */
export function workOf(purposes: readonly PurposeDeclaration[], durations: Durations): number {
  return purposes.reduce((sum, { id }) => sum + durationOf(id, durations), 0);
}
