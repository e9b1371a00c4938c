import { createLogUpdate } from 'log-update';
import type { Clock } from '../../clock/clock.ts';
import { repeat } from '../repeat.ts';
import { formatDuration, type TerminalStyle } from '../terminal-style.ts';

/** Shows how far a qualification is. Close it before anything else is written. */
export interface QualificationProgress {
  show(done: number, of: number): void;
  close(): void;
}

export interface ProgressOptions {
  readonly stream: NodeJS.WritableStream;
  /** Whether a line can be redrawn. */
  readonly tty: boolean;
  readonly style: TerminalStyle;
  /** Of real time. */
  readonly clock: Clock;
}

const BAR_WIDTH = 30;
const REDRAW_MS = 1000;
/** Whoever waits longer than this wants to know for what. */
const FIRST_LINE_MS = 2000;
const NEXT_LINES_MS = 10_000;

/** One line that is redrawn on a terminal; elsewhere a line after two seconds, and every ten seconds after that. */
export function qualificationProgress({ stream, tty, style, clock }: ProgressOptions): QualificationProgress {
  const started = clock.now();
  const update = tty ? createLogUpdate(stream, { defaultWidth: style.columns }) : null;
  let [done, of] = [0, 0];
  let told = Number.NEGATIVE_INFINITY;
  const draw = (): void => {
    const elapsed = clock.now() - started;
    const text =
      of === 0
        ? `loading purposes and mutants  ${formatDuration(elapsed)}`
        : `${done}/${of} mutants and variants  ${formatDuration(elapsed)}`;
    if (update !== null) update(`${bar(of === 0 ? 0 : done / of, style)}  ${text}`);
    else if (elapsed >= FIRST_LINE_MS && elapsed - told >= NEXT_LINES_MS) {
      told = elapsed;
      stream.write(`… ${text}\n`);
    }
  };
  const ticker = repeat(clock, REDRAW_MS, draw);
  if (tty) draw();
  return {
    show(nowDone, nowOf) {
      [done, of] = [nowDone, nowOf];
      if (tty) draw();
    },
    close() {
      ticker.cancel();
      update?.clear();
      update?.done();
    },
  };
}

function bar(share: number, style: TerminalStyle): string {
  const filled = Math.round(BAR_WIDTH * share);
  return `${style.good('█'.repeat(filled))}${style.dim('░'.repeat(BAR_WIDTH - filled))}`;
}
