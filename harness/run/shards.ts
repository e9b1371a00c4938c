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

/** Between two instances of a product: they start one after the other, so that who starts later has less time for its purposes. */
const STARTING_MS = 3_000;

interface Group {
  readonly purposes: readonly PurposeId[];
  readonly duration: number;
}

/**
 * Divides the purposes of a cell among SUT instances in the order of their start, longest first, each to the instance that is free the
 * soonest. A purpose stays with its twin, whose verdict it needs. Pure; no shard is empty.
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
  const shards = Array.from({ length: Math.min(instances, worthOf(total)) }, (_, index) => ({
    purposes: [] as PurposeId[],
    free: index * STARTING_MS,
  }));
  for (const group of groups.sort((a, b) => b.duration - a.duration)) {
    const [soonest] = [...shards].sort((a, b) => a.free - b.free);
    soonest?.purposes.push(...group.purposes);
    if (soonest !== undefined) soonest.free += group.duration;
  }
  return shards.map(shard => shard.purposes).filter(shard => shard.length > 0);
}

/** Milliseconds that these purposes take, one after the other. */
export function workOf(purposes: readonly PurposeDeclaration[], durations: Durations): number {
  return purposes.reduce((sum, { id }) => sum + durationOf(id, durations), 0);
}

/**
 * How many of the SUT instances each of the cells gets that share them: one at least, and each further one goes to the cell whose instances
 * have the most to do. Fewer than there are where there is little to do. Pure.
 * @param work milliseconds of each cell.
 */
export function instancesFor(work: readonly number[], instances: number): readonly number[] {
  const given = work.map(() => 1);
  const each = (index: number): number => (work[index] ?? 0) / (given[index] ?? 1);
  for (let left = instances - work.length; left > 0; left -= 1) {
    const worthy = [...given.keys()].filter(index => (given[index] ?? 0) < worthOf(work[index] ?? 0));
    const [busiest] = worthy.sort((a, b) => each(b) - each(a));
    if (busiest === undefined) break;
    given[busiest] = (given[busiest] ?? 0) + 1;
  }
  return given;
}

/** Instances that so many milliseconds are worth. */
function worthOf(work: number): number {
  return Math.max(1, Math.ceil(work / WORTH_AN_INSTANCE_MS));
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
