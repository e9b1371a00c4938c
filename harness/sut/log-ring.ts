import { lastWords } from './last-words.ts';

/** One line that the SUT wrote, or that the harness noted about its control channel. */
export interface LogLine {
  readonly source: 'stdout' | 'stderr' | 'control';
  readonly text: string;
}

const CAPACITY = 5_000;
const MAX_LENGTH = 4_096;

/** What a SUT last wrote: bounded, because a SUT may write without end. */
export class LogRing {
  readonly #capacity: number;
  readonly #lines: LogLine[] = [];
  readonly #listeners = new Set<(line: LogLine) => void>();
  #start = 0;

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
  }

  /** Oldest first. */
  get lines(): readonly LogLine[] {
    return [...this.#lines.slice(this.#start), ...this.#lines.slice(0, this.#start)];
  }

  add(source: LogLine['source'], text: string): void {
    const line = { source, text: text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text };
    if (this.#lines.length < this.#capacity) this.#lines.push(line);
    else {
      this.#lines[this.#start] = line;
      this.#start = (this.#start + 1) % this.#capacity;
    }
    for (const listener of this.#listeners) listener(line);
  }

  /** Calls back for every line from now on, until the returned function is called. */
  onLine(listener: (line: LogLine) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What it wrote last, bounded, to be told of a SUT that died. */
  get lastWords(): readonly LogLine[] {
    return lastWords(this.lines);
  }

  /** The last lines, indented, for an error message; says so when there are none. */
  tail(count = 10): string {
    const last = lastWords(this.lines, count).map(({ source, text }) => `  ${source}: ${text}`);
    return last.length === 0 ? 'it wrote nothing' : `it last wrote:\n${last.join('\n')}`;
  }
}
