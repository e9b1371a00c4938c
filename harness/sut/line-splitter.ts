import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is not buffered to its end. */
const MAX_LENGTH = 4 * 1024 * 1024;

/** Cuts a stream of bytes into lines (`\n` or `\r\n`, UTF-8). A line without end is handed out in pieces. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  readonly #maxLength: number;
  #rest: string[] = [];
  #length = 0;

  constructor(onLine: (line: string) => void, maxLength = MAX_LENGTH) {
    this.#onLine = onLine;
    this.#maxLength = maxLength;
  }

  push(bytes: Buffer): void {
    const [first = '', ...more] = this.#decoder.write(bytes).split('\n');
    this.#grow(first);
    for (const piece of more) {
      this.#flush();
      this.#grow(piece);
    }
  }

  /** The stream has ended: what is left is a line, too. */
  end(): void {
    this.#grow(this.#decoder.end());
    if (this.#length > 0) this.#flush();
  }

  #grow(piece: string): void {
    this.#rest.push(piece);
    this.#length += piece.length;
    if (this.#length > this.#maxLength) this.#flush();
  }

  #flush(): void {
    const line = this.#rest.join('');
    this.#rest = [];
    this.#length = 0;
    this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
}
