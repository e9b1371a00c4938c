import { createLogUpdate } from 'log-update';
import type { Clock } from '../../clock/clock.ts';
import { formatDuration, type TerminalStyle } from '../terminal-style.ts';

export interface QualificationProgress {
  show(done: number, of: number): void;
  close(): void;
}

const BAR_WIDTH = 30;
/** Between two lines where nothing can be redrawn. */
const PLAIN_INTERVAL_MS = 10_000;

/** How far a qualification is: one line that is redrawn on a terminal, a line now and then elsewhere. */
export function qualificationProgress({
  stream,
  tty,
  style,
  clock,
}: {
  readonly stream: NodeJS.WritableStream;
  readonly tty: boolean;
  readonly style: TerminalStyle;
  /** Of real time. */
  readonly clock: Clock;
}): QualificationProgress {
  const started = clock.now();
  const update = tty ? createLogUpdate(stream, { defaultWidth: style.columns }) : null;
  let told = started;
  const text = (done: number, of: number): string =>
    `${done}/${of} mutants and variants  ${formatDuration(clock.now() - started)}`;
  return {
    show(done, of) {
      const filled = of === 0 ? 0 : Math.round((BAR_WIDTH * done) / of);
      update?.(
        `${style.good('█'.repeat(filled))}${style.dim('░'.repeat(BAR_WIDTH - filled))}  ${text(done, of)}`,
      );
      if (update !== null || clock.now() - told < PLAIN_INTERVAL_MS) return;
      told = clock.now();
      stream.write(`… ${text(done, of)}\n`);
    },
    close() {
      update?.done();
    },
  };
}
