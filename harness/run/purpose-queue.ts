import type { PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { type Durations, durationOf, workOf } from './durations.ts';

/** Less than this is not worth asking for: every part that an instance takes is a start of jest. */
const LEAST_MS = 5_000;

interface Group {
  readonly purposes: readonly PurposeDeclaration[];
  readonly duration: number;
}

/**
 * The purposes of a cell that are still to be run. Instances of the SUT take parts of them until nothing is left: the longest first, and
 * ever smaller parts, so that all of them end at about the same time, whatever a purpose takes in truth. A purpose stays with its twin,
 * whose verdict it needs.
 */
export class PurposeQueue {
  readonly #groups: Group[];
  /** What instances have taken and not brought to an end, with its durations. */
  readonly #taken = new Map<PurposeId, number>();
  readonly #durations: Durations;

  constructor(purposes: readonly PurposeDeclaration[], durations: Durations) {
    this.#durations = durations;
    this.#groups = twinGroups(purposes)
      .map(group => ({ purposes: group, duration: workOf(group, durations) }))
      .sort((a, b) => b.duration - a.duration);
  }

  /** Milliseconds that what is left takes, one after the other. */
  get left(): number {
    return this.#groups.reduce((sum, { duration }) => sum + duration, 0);
  }

  /** The same with what instances have taken and not yet brought to an end: what keeps the cell from ending. */
  get unfinished(): number {
    return [...this.#taken.values()].reduce((sum, duration) => sum + duration, this.left);
  }

  /** A purpose that was taken has been run. */
  finish(purpose: PurposeId): void {
    this.#taken.delete(purpose);
  }

  /**
   * For an instance that has nothing to do: half of its share of what is left, and everything where it is the only one.
   * @param instances among which what is left is shared, at least 1.
   * @returns empty when nothing is left.
   */
  take(instances: number): readonly PurposeId[] {
    const share =
      instances === 1 ? Number.POSITIVE_INFINITY : Math.max(LEAST_MS, this.left / (2 * instances));
    const taken: PurposeId[] = [];
    let taking = 0;
    while (taking < share) {
      const next = this.#groups.shift();
      if (next === undefined) break;
      for (const { id } of next.purposes) this.#taken.set(id, durationOf(id, this.#durations));
      taken.push(...next.purposes.map(({ id }) => id));
      taking += next.duration;
    }
    return taken;
  }
}

/** Purposes with everything that depends on them, directly or not. */
function twinGroups(purposes: readonly PurposeDeclaration[]): readonly (readonly PurposeDeclaration[])[] {
  const byId = new Map(purposes.map(purpose => [purpose.id, purpose]));
  const rootOf = (purpose: PurposeDeclaration): PurposeId => {
    const twin = purpose.twin === null ? undefined : byId.get(purpose.twin);
    return twin === undefined ? purpose.id : rootOf(twin);
  };
  return [...Map.groupBy(purposes, rootOf).values()];
}
