import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { COUNTERS } from './instrument.ts';

const MAX_SITES = 1 << 15;
/** How often a branch was taken, as far as it matters: 1, 2, 3, 4–7, 8–15, 16–31, 32–127, more. */
const BUCKETS = 8;

/**
 * The counters of the instrumented code. A feature is a branch together with how often it was taken;
 * it is a number, so that sets of them are arrays.
 */
export class Coverage {
  readonly counters = new Uint32Array(MAX_SITES);
  #sites = 0;

  /** Makes the counters the ones that instrumented code of this thread counts in. */
  install(): void {
    Object.assign(globalThis, { [COUNTERS]: this.counters });
  }

  get sites(): number {
    return this.#sites;
  }

  /**
   * Sets counters aside for a module.
   * @throws HarnessBugError `fuzz.sites` when there are no more.
   */
  reserve(sites: number): void {
    this.#sites += sites;
    if (this.#sites <= MAX_SITES) return;
    throw new HarnessBugError(
      'fuzz.sites',
      `${this.#sites} branches are more than the ${MAX_SITES} counters`,
      {
        hint: 'Instrument fewer modules, or raise the number of counters.',
      },
    );
  }

  reset(): void {
    this.counters.fill(0, 0, this.#sites);
  }

  /** Number of branches taken since the reset: a measure of time that is the same on every machine. */
  work(): number {
    let sum = 0;
    for (let site = 0; site < this.#sites; site++) sum += this.counters[site] ?? 0;
    return sum;
  }

  /** Calls back with every feature since the reset, in ascending order. */
  eachFeature(visit: (feature: number) => void): void {
    for (let site = 0; site < this.#sites; site++) {
      const hits = this.counters[site] ?? 0;
      if (hits !== 0) visit(site * BUCKETS + bucketOf(hits));
    }
  }

  /** Upper limit of features. */
  get features(): number {
    return MAX_SITES * BUCKETS;
  }

  /** The branch that a feature is of. */
  /** The branch that a feature is of. */
  siteOf(feature: number): number {
    return Math.floor(feature / BUCKETS);
  }
}

function bucketOf(hits: number): number {
  if (hits < 4) return hits - 1;
  if (hits < 8) return 3;
  if (hits < 16) return 4;
  if (hits < 32) return 5;
  return hits < 128 ? 6 : 7;
}
