import type { Clock } from '../clock/clock.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { ChildProcess } from '../sut/child-process.ts';
import { LogRing } from '../sut/log-ring.ts';

/** What the other codec made of a request; `error` is the refusal in its own words. */
export type PeerAnswer =
  | { readonly ok: true; readonly [field: string]: unknown }
  | { readonly ok: false; readonly error: string };

export interface PeerCommand {
  readonly program: string;
  readonly arguments: readonly string[];
}

/** A codec of somebody else behind stdin and stdout: one JSON request a line, one JSON answer a line, in order. */
export class CodecPeer {
  readonly #child: ChildProcess;
  readonly #waiting: ((answer: PeerAnswer) => void)[] = [];
  readonly #logs: LogRing;

  private constructor(child: ChildProcess, logs: LogRing) {
    this.#child = child;
    this.#logs = logs;
    child.lines.onLine(line => this.#waiting.shift()?.(JSON.parse(line) as PeerAnswer));
  }

  /** @throws SutUnavailableError when the program cannot be started. */
  static async start({ program, arguments: args }: PeerCommand, clock: Clock): Promise<CodecPeer> {
    const logs = new LogRing();
    const child = await ChildProcess.start({
      program,
      arguments: args,
      cwd: process.cwd(),
      env: {},
      logs,
      clock,
      converses: true,
    });
    return new CodecPeer(child, logs);
  }

  /** @throws SutUnavailableError when the peer has gone. */
  async ask(request: { readonly op: string; readonly [field: string]: unknown }): Promise<PeerAnswer> {
    const { promise, resolve } = Promise.withResolvers<PeerAnswer>();
    this.#waiting.push(resolve);
    this.#child.lines.send(JSON.stringify(request));
    const gone = this.#child.ended.then((how): never => {
      throw new SutUnavailableError(
        'differential.peer-gone',
        `the other codec ${how}; ${this.#logs.tail(5)}`,
        {
          hint: 'run it by hand and look at what it writes to stderr',
        },
      );
    });
    return Promise.race([promise, gone]);
  }

  async end(): Promise<void> {
    await this.#child.end(2_000);
  }
}
