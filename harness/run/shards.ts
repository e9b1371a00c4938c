import type { PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { USUAL_SECONDS } from './usual-durations.ts';

/** Milliseconds that a purpose takes, as far as it is known. */
export type Durations = ReadonlyMap<PurposeId, number>;

/** What a purpose takes that has never been run on that SUT: one that waits for a timer, and any other that watches silence. */
const UNKNOWN_TIMING_MS = 8_000;
const UNKNOWN_MS = 2_500;

/** Less than this is not worth another instance, which takes some seconds of the processor to start. */
const WORTH_AN_INSTANCE_MS = 45_000;

interface Group {
  readonly purposes: readonly PurposeId[];
  readonly duration: number;
}

/**
 * Divides the purposes of a cell among SUT instances, longest first, each to the instance that is free the soonest. A purpose
 * stays with its twin, whose verdict it needs. Pure; no shard is empty.
 * @param instances at most; fewer where there is little to do.
 */
export function shardsOf(
  purposes: readonly PurposeDeclaration[],
  instances: number,
  durations: Durations,
): readonly (readonly PurposeId[])[] {
  const groups = twinGroups(purposes).map(
    (group): Group => ({
      purposes: group,
      duration: group.reduce((sum, id) => sum + durationOf(id, durations), 0),
    }),
  );
  const total = groups.reduce((sum, { duration }) => sum + duration, 0);
  const worth = Math.min(instances, Math.ceil(total / WORTH_AN_INSTANCE_MS));
  const shards = Array.from({ length: Math.max(1, worth) }, () => ({
    purposes: [] as PurposeId[],
    duration: 0,
  }));
  for (const group of groups.sort((a, b) => b.duration - a.duration)) {
    const [soonest] = [...shards].sort((a, b) => a.duration - b.duration);
    soonest?.purposes.push(...group.purposes);
    if (soonest !== undefined) soonest.duration += group.duration;
  }
  return shards.map(shard => shard.purposes).filter(shard => shard.length > 0);
}

/** Milliseconds that these purposes take, one after the other. */
export function workOf(purposes: readonly PurposeDeclaration[], durations: Durations): number {
  return purposes.reduce((sum, { id }) => sum + durationOf(id, durations), 0);
}

/**
 * How many of the SUT instances each of the cells gets that share them: by the work that it is, and one at least. Rounded down, so
 * that the last cell to begin finds a place soon. Pure.
 */
export function instancesFor(work: readonly number[], instances: number): readonly number[] {
  const total = work.reduce((sum, each) => sum + each, 0);
  return work.map(each => Math.max(1, Math.floor(total === 0 ? 0 : (instances * each) / total)));
}

function durationOf(id: PurposeId, durations: Durations): number {
  const usual = USUAL_SECONDS[id];
  const guess = id.includes('.ti.') ? UNKNOWN_TIMING_MS : UNKNOWN_MS;
  return durations.get(id) ?? (usual === undefined ? guess : usual * 1_000);
}

/** Purposes with everything that depends on them, directly or not. */
function twinGroups(purposes: readonly PurposeDeclaration[]): readonly (readonly PurposeId[])[] {
  const byId = new Map(purposes.map(purpose => [purpose.id, purpose]));
  const rootOf = (purpose: PurposeDeclaration): PurposeId => {
    const twin = purpose.twin === null ? undefined : byId.get(purpose.twin);
    return twin === undefined ? purpose.id : rootOf(twin);
  };
  const groups = new Map<PurposeId, PurposeId[]>();
  for (const purpose of purposes) {
    const root = rootOf(purpose);
    groups.set(root, [...(groups.get(root) ?? []), purpose.id]);
  }
  return [...groups.values()];
}
