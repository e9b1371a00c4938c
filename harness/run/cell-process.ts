import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CellOrder, CellPlan, FromCell, ToCell } from '../cell/cell-messages.ts';
import { keepingCompiled } from './keeping-compiled.ts';
import { PROJECT_ROOT, SOURCE_SUFFIX } from './project-root.ts';

export interface CellListener {
  /** The SUT is up. */
  onUp(up: Extract<FromCell, { type: 'up' }>): void;
  /** What is to be run next; nothing when the SUT is to be taken down. */
  onNext(): CellPlan;
  onMessage(message: Exclude<FromCell, { type: 'ready' } | { type: 'up' } | { type: 'next' }>): void;
}

/** Where cells run, one after another: a process of their own, or whatever a test puts in its place. */
export interface CellHost {
  /**
   * Runs a cell to its end. Resolves with the exit code of a process that is gone, null when a signal ended it or it can go on.
   * @throws what the listener throws.
   */
  run(order: CellOrder, listener: CellListener): Promise<number | null>;
  /** Another cell can be run. */
  readonly goesOn: boolean;
  /** No other cell comes; resolves when it is gone. */
  end(): Promise<void>;
  /** Asks the cell to take its SUT down and end. */
  interrupt(): void;
  /** What it said last, for the case that it dies without a word. */
  readonly lastWords: string;
}

/** Lines of stderr kept for the case that the process dies without a word. */
const KEPT_LINES = 40;

/**
 * Cells in a process of their own, so that nothing in them can take the run down. It runs one after another: to load and compile hundreds
 * of modules takes longer than to run the purposes of many a cell.
 */
export class CellProcess implements CellHost {
  readonly #child: ChildProcess;
  readonly #closed: Promise<number | null>;
  #stderr = '';
  #take: (message: FromCell) => void = () => {};
  #goesOn = false;

  constructor() {
    const main = join(PROJECT_ROOT, 'harness', 'cell', `cell-main${SOURCE_SUFFIX}`);
    // jest's ES module support needs the flag; its warning says so on every start.
    // Almost nothing outlives its purpose: with more room for what is young, little is copied.
    const execArgv = [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      '--max-semi-space-size=64',
    ];
    const env = keepingCompiled();
    this.#child = fork(main, [], { execArgv, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#closed = once(this.#child, 'close').then(([code]) => code as number | null);
    this.#child.on('message', (message: FromCell) => this.#take(message));
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = `${this.#stderr}${chunk.toString('utf8')}`.split('\n').slice(-KEPT_LINES).join('\n');
    });
  }

  get lastWords(): string {
    return this.#stderr.trim();
  }

  get goesOn(): boolean {
    return this.#goesOn;
  }

  async run(order: CellOrder, listener: CellListener): Promise<number | null> {
    const over = Promise.withResolvers<null>();
    const thrown: unknown[] = [];
    let ordered = this.#goesOn;
    const take = (message: FromCell): void => {
      if (message.type === 'ready') {
        if (ordered) {
          this.#goesOn = true;
          over.resolve(null);
        } else this.#send({ type: 'order', order });
        ordered = true;
      } else if (message.type === 'up') listener.onUp(message);
      else if (message.type === 'next') this.#send({ type: 'plan', plan: listener.onNext() });
      else listener.onMessage(message);
    };
    this.#take = message => {
      // The conducting process must live to conclude the run; the cell takes its SUT down.
      if (thrown.length > 0) return;
      try {
        take(message);
      } catch (fault) {
        thrown.push(fault);
        this.interrupt();
      }
    };
    if (this.#goesOn) this.#send({ type: 'order', order });
    this.#goesOn = false;
    this.#stderr = '';
    const code = await Promise.race([over.promise, this.#closed]);
    if (thrown.length > 0) throw thrown[0];
    return code;
  }

  async end(): Promise<void> {
    this.#goesOn = false;
    this.#send({ type: 'leave' });
    await this.#closed;
  }

  interrupt(): void {
    this.#send({ type: 'interrupt' });
  }

  #send(message: ToCell): void {
    if (this.#child.connected) this.#child.send(message);
  }
}
