/** A two-way stream of lines: stdin and stdout of a process, or a TCP connection. */
export interface LineDuplex {
  /** Sends one line; the end of line is added. After the end it does nothing. */
  send(line: string): void;
  /** Calls back for every line; lines that came before are handed out at once. One listener. */
  onLine(listener: (line: string) => void): void;
  /** Resolves with the reason when the other side has gone, or with `closed` after `close`. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it from our side. Idempotent. */
  close(): void;
}

/** Keeps lines until somebody listens. */
export class LineMailbox {
  #waiting: string[] = [];
  #listener: ((line: string) => void) | null = null;

  deliver(line: string): void {
    if (this.#listener === null) this.#waiting.push(line);
    else this.#listener(line);
  }

  listen(listener: (line: string) => void): void {
    this.#listener = listener;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const line of waiting) listener(line);
  }
}
