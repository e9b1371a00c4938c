import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { CellOrder, CellPlan, FromCell, ToCell } from '../cell/cell-messages.ts';
import { PROJECT_ROOT, SOURCE_SUFFIX } from './project-root.ts';

export interface CellListener {
  /** The SUT is up; gives what is to be run. */
  onUp(up: Extract<FromCell, { type: 'up' }>): CellPlan;
  onMessage(message: Exclude<FromCell, { type: 'ready' } | { type: 'up' }>): void;
}

/** Where a cell runs: a process of its own, or whatever a test puts in its place. */
export interface CellHost {
  /** Runs the cell to its end; resolves with its exit code, null when a signal ended it. @throws what the listener throws. */
  run(order: CellOrder, listener: CellListener): Promise<number | null>;
  /** Asks the cell to take its SUT down and end. */
  interrupt(): void;
  /** What it said last, for the case that it dies without a word. */
  readonly lastWords: string;
}

/** Lines of stderr kept for the case that the process dies without a word. */
const KEPT_LINES = 40;

/** One cell in a process of its own, so that nothing in it can take the run down. */
export class CellProcess implements CellHost {
  readonly #child: ChildProcess;
  #stderr = '';

  constructor() {
    const main = join(PROJECT_ROOT, 'harness', 'cell', `cell-main${SOURCE_SUFFIX}`);
    // jest's ES module support needs the flag; its warning says so on every start.
    // Almost nothing outlives its purpose: with more room for what is young, little is copied.
    const execArgv = [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      '--max-semi-space-size=64',
    ];
    // Each loads the same hundreds of modules: stripping and compiling them again takes longer than many a purpose.
    const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...process.env };
    this.#child = fork(main, [], { execArgv, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = `${this.#stderr}${chunk.toString('utf8')}`.split('\n').slice(-KEPT_LINES).join('\n');
    });
  }

  get lastWords(): string {
    return this.#stderr.trim();
  }

  async run(order: CellOrder, listener: CellListener): Promise<number | null> {
    let ordered = false;
    const thrown: unknown[] = [];
    const take = (message: FromCell): void => {
      if (message.type === 'ready') {
        if (!ordered) this.#send({ type: 'order', order });
        ordered = true;
      } else if (message.type === 'up') this.#send({ type: 'plan', plan: listener.onUp(message) });
      else listener.onMessage(message);
    };
    this.#child.on('message', (message: FromCell) => {
      // The conducting process must live to conclude the run; the cell takes its SUT down.
      if (thrown.length > 0) return;
      try {
        take(message);
      } catch (fault) {
        thrown.push(fault);
        this.interrupt();
      }
    });
    const [code] = (await once(this.#child, 'close')) as [number | null];
    if (thrown.length > 0) throw thrown[0];
    return code;
  }

  interrupt(): void {
    this.#send({ type: 'interrupt' });
  }

  #send(message: ToCell): void {
    if (this.#child.connected) this.#child.send(message);
  }
}
