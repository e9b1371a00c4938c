import type { Random } from '../../transport/random.ts';
import type { Coverage } from './coverage.ts';

interface Entry {
  readonly bytes: Uint8Array;
  /** Features of which this is the shortest input. */
  owned: number;
}

/** How many of the choices fall on what was found last. */
const LATEST_SHARE = 0.3;
const LATEST = 16;

/**
 * Inputs that together reach everything that was reached so far. Each feature belongs to the shortest input that
 * shows it; an input that owns none any more is dropped, so the corpus stays small by itself.
 */
export class Corpus {
  readonly #coverage: Coverage;
  readonly #owner: (Entry | undefined)[];
  #entries: Entry[] = [];
  #features = 0;
  readonly #sites = new Set<number>();

  constructor(coverage: Coverage) {
    this.#coverage = coverage;
    this.#owner = new Array(coverage.features);
  }

  get inputs(): readonly Uint8Array[] {
    return this.#entries.map(({ bytes }) => bytes);
  }

  get size(): number {
    return this.#entries.length;
  }

  get features(): number {
    return this.#features;
  }

  /** Branches reached at least once. */
  get branches(): number {
    return this.#sites.size;
  }

  /** Keeps an input, which was executed just now, when it is the first or the shortest to show something. */
  offer(input: Uint8Array): 'new' | 'shorter' | null {
    const gained: number[] = [];
    let isNew = false;
    this.#coverage.eachFeature(feature => {
      const owner = this.#owner[feature];
      if (owner === undefined) isNew = true;
      if (owner === undefined || input.length < owner.bytes.length) gained.push(feature);
    });
    if (gained.length === 0) return null;
    const entry: Entry = { bytes: input.slice(), owned: gained.length };
    let dropped = false;
    for (const feature of gained) {
      const previous = this.#owner[feature];
      this.#owner[feature] = entry;
      if (previous === undefined) {
        this.#features += 1;
        this.#sites.add(this.#coverage.siteOf(feature));
      } else {
        previous.owned -= 1;
        dropped ||= previous.owned === 0;
      }
    }
    if (dropped) this.#entries = this.#entries.filter(({ owned }) => owned > 0);
    this.#entries.push(entry);
    return isNew ? 'new' : 'shorter';
  }

  /** Keeps an input whatever it shows. */
  keep(input: Uint8Array): void {
    this.#entries.push({ bytes: input.slice(), owned: 1 });
  }

  /** An input to go on from. */
  choose(random: Random): Uint8Array {
    const { length } = this.#entries;
    const latest = random.next() < LATEST_SHARE ? Math.min(LATEST, length) : length;
    return this.#entries[length - 1 - random.integer(latest)]?.bytes ?? new Uint8Array();
  }
}
