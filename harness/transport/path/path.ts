import type { Random } from '../random.ts';
import { type Fate, PASS, type Passage, type Way } from './fate.ts';
import type { Impairment } from './impairment.ts';

interface Active {
  readonly way: Way;
  readonly impairment: Impairment;
  count: number;
}

/**
 * The way between one peer of the tester and the network, with what is wrong with it. Impairments count datagrams from when they
 * are added, and the oldest that decides on one is obeyed. The same seed and the same datagrams give the same fates.
 */
export class Path {
  readonly #random: Random;
  #active: Active[] = [];
  #altered = false;
  readonly #passages: Passage[] = [];
  #impaired = false;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Whether any datagram was lost, held or copied so far. */
  get altered(): boolean {
    return this.#altered;
  }

  /** Every datagram since the first impairment was added, in order, whatever became of it. */
  get passages(): readonly Passage[] {
    return this.#passages;
  }

  toSut(impairment: Impairment): void {
    this.#add('to-sut', impairment);
  }

  fromSut(impairment: Impairment): void {
    this.#add('from-sut', impairment);
  }

  /** Everything passes from now on; what is held comes when it is due. */
  heal(): void {
    this.#active = [];
  }

  /** Asked once for each datagram, in order. */
  fateOf(passage: Passage): Fate {
    if (this.#impaired) this.#passages.push(passage);
    let decided: Fate | null = null;
    // Each counts every datagram that it looks at, whoever decides: what one does must not shift the numbers of another.
    for (const each of this.#active) {
      const { way, impairment } = each;
      if (way !== passage.way || impairment.among?.(passage.bytes) === false) continue;
      each.count += 1;
      const fate = impairment.decide({ ...passage, index: each.count, random: this.#random });
      decided ??= fate;
    }
    if (decided !== null) this.#altered = true;
    return decided ?? PASS;
  }

  #add(way: Way, impairment: Impairment): void {
    this.#impaired = true;
    this.#active.push({ way, impairment, count: 0 });
  }
}
