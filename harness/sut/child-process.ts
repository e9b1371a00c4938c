import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Clock } from '../clock/clock.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { onProcessExit } from './exit-cleanup.ts';
import { type LineDuplex, LineMailbox } from './line-duplex.ts';
import { LineSplitter } from './line-splitter.ts';
import type { LogRing } from './log-ring.ts';
import { within } from './within.ts';

export interface ChildOptions {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  /** On top of our own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly logs: LogRing;
  readonly clock: Clock;
  /** Whether stdout carries a conversation; otherwise it goes to the logs as stderr does. */
  readonly converses: boolean;
}

/** After the process has exited, how long its last output may take to arrive, milliseconds. */
const OUTPUT_LAG = 200;
const TERMINATION_GRACE = 2_000;
const GROUPS = process.platform !== 'win32';

/** A program we started, with everything it starts in turn: they share a process group and end together. */
export class ChildProcess {
  /** Resolves with a predicate, for example `exited with code 3`. */
  readonly ended: Promise<string>;
  /** Stdin and stdout. */
  readonly lines: LineDuplex;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #clock: Clock;
  readonly #forget: () => void;
  #ending: Promise<void> | null = null;

  private constructor(child: ChildProcessWithoutNullStreams, { logs, clock, converses }: ChildOptions) {
    this.#child = child;
    this.#clock = clock;
    this.#forget = onProcessExit(() => this.#signal('SIGKILL'));
    child.stdin.on('error', () => {
      // The process has gone; `ended` tells it.
    });
    const mailbox = new LineMailbox();
    splitLines(child.stderr, line => logs.add('stderr', line));
    splitLines(child.stdout, line => (converses ? mailbox.deliver(line) : logs.add('stdout', line)));
    const closed = new Promise<void>(resolve => child.once('close', () => resolve()));
    this.ended = new Promise(resolve => {
      child.once('exit', async (code, signal) => {
        await within(OUTPUT_LAG, closed, clock);
        resolve(signal === null ? `exited with code ${code}` : `was ended by ${signal}`);
      });
    });
    const silent = new Promise<string>(resolve =>
      child.stdout.once('close', () => resolve('it closed its stdout')),
    );
    this.lines = {
      send: line => {
        if (child.stdin.writable) child.stdin.write(`${line}\n`);
      },
      onLine: listener => mailbox.listen(listener),
      ended: Promise.race([silent, this.ended]),
      close: () => child.stdin.end(),
    };
  }

  /** @throws SutUnavailableError when the program cannot be started. */
  static async start(options: ChildOptions): Promise<ChildProcess> {
    const { program, cwd, env } = options;
    const child = spawn(program, [...options.arguments], {
      cwd,
      env: { ...process.env, ...env },
      detached: GROUPS,
    });
    const spawned = Promise.withResolvers<void>();
    child.once('spawn', spawned.resolve);
    child.once('error', cause => {
      spawned.reject(
        new SutUnavailableError(
          'sut.not-startable',
          `${program} cannot be started in ${cwd}: ${cause.message}`,
          {
            hint: 'check launch.process.command and cwd; a relative program is looked for in cwd, a bare name in PATH',
            cause,
          },
        ),
      );
    });
    const process_ = new ChildProcess(child, options);
    try {
      await spawned.promise;
    } catch (error) {
      process_.#forget();
      throw error;
    }
    return process_;
  }

  /** Asks it to end, then insists. @param grace milliseconds after its stdin was closed. Idempotent. */
  end(grace: number): Promise<void> {
    this.#ending ??= this.#end(grace);
    return this.#ending;
  }

  async #end(grace: number): Promise<void> {
    this.#child.stdin.end();
    if (!(await within(grace, this.ended, this.#clock))) {
      this.#signal('SIGTERM');
      if (!(await within(TERMINATION_GRACE, this.ended, this.#clock))) {
        this.#signal('SIGKILL');
        await this.ended;
      }
    }
    // What it may have left behind in its group.
    this.#signal('SIGKILL');
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
    this.#forget();
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (GROUPS) process.kill(-pid, signal);
      else this.#child.kill(signal);
    } catch {
      // No such process any more: what was wanted.
    }
  }
}

function splitLines(stream: Readable, onLine: (line: string) => void): void {
  const splitter = new LineSplitter(onLine);
  stream.on('data', (bytes: Buffer) => splitter.push(bytes));
  stream.on('end', () => splitter.end());
}
