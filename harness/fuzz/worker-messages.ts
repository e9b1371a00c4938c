import type { Finding, Outcome, Progress } from './engine/fuzz.ts';
import type { Seed } from './engine/target.ts';

/** What the thread that fuzzes is told. */
export interface FuzzOrder {
  /** URL of the module of the decoder. */
  readonly module: string;
  readonly seed: number;
  readonly maxLength: number;
  /** Whichever comes first ends it; null is no limit. */
  readonly milliseconds: number | null;
  readonly executions: number | null;
  readonly corpus: readonly Uint8Array[];
  /** What the thread is at; see CurrentInput. */
  readonly current: SharedArrayBuffer;
}

/** What it tells. */
export type FuzzNews =
  | { readonly kind: 'progress'; readonly progress: Progress; readonly sites: number }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly sites: number };

/** How many payloads there were so far, the length of the last one, and its reading. */
const WORDS = 3;
/** Longer ones are shown by their start. */
const MOST_BYTES = 65_536;

/** The payload that is being read, in memory shared with a thread that may never come back from it. */
export class CurrentInput {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory, 0, WORDS);
    this.#bytes = new Uint8Array(memory, WORDS * Int32Array.BYTES_PER_ELEMENT);
  }

  static allocate(): SharedArrayBuffer {
    return new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT + MOST_BYTES);
  }

  set({ reading, payload }: Seed): void {
    const shown = payload.subarray(0, MOST_BYTES);
    this.#bytes.set(shown);
    this.#words[1] = shown.length;
    this.#words[2] = reading;
    Atomics.add(this.#words, 0, 1);
  }

  /** Changes with every payload; 0 before the first. */
  get number(): number {
    return Atomics.load(this.#words, 0);
  }

  get seed(): Seed {
    return { reading: this.#words[2] ?? 0, payload: this.#bytes.slice(0, this.#words[1] ?? 0) };
  }
}
