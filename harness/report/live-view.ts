import { createLogUpdate } from 'log-update';
import type { Clock } from '../clock/clock.ts';
import type { ResultEvent, RunEvent } from '../record/events.ts';
import type { CellId } from '../verdict/ids.ts';
import { type CellProgress, LiveProgress } from './live-progress.ts';
import { repeat } from './repeat.ts';
import { formatDuration, type TerminalStyle } from './terminal-style.ts';
import { visibleText } from './visible-text.ts';

/** Shows a run while it goes on. Feed it every event in order; close it before anything else is written. */
export interface LiveView {
  onEvent(event: RunEvent): void;
  /** What a cell is doing while its SUT comes up, one line: `image pull 61 %`. */
  onProgress(cell: CellId, line: string): void;
  close(): void;
}

export interface LiveViewOptions {
  readonly stream: NodeJS.WritableStream;
  readonly style: TerminalStyle;
  /** Real time, also when the cells run in virtual time. */
  readonly clock: Clock;
}

const REDRAW_MS = 1000;
const HEARTBEAT_MS = 30_000;
const BAR_WIDTH = 20;
const NO_FAILURE = 'no failure';

/** For a terminal: one line per cell that is redrawn, with bar, count, failures, elapsed time and current purpose. */
export function terminalLiveView({ stream, style, clock }: LiveViewOptions): LiveView {
  const progress = new LiveProgress();
  const update = createLogUpdate(stream, { defaultWidth: style.columns });
  let open = true;
  const draw = () => update(progressLines(progress.cells, clock.now(), style).join('\n'));
  const ticker = repeat(clock, REDRAW_MS, draw);
  return {
    onEvent(event) {
      if (!open) return;
      progress.apply(event, clock.now());
      // Frames come by the thousand and change nothing that is shown.
      if (event.type !== 'frame' && event.type !== 'control' && event.type !== 'plan') draw();
    },
    onProgress(cell, line) {
      if (!open) return;
      progress.note(cell, line);
      draw();
    },
    close() {
      if (!open) return;
      open = false;
      ticker.cancel();
      draw();
      update.done();
    },
  };
}

/**
 * For a log file: a line per purpose that is no pass, a line per cell at its end, and a line after every 30 seconds of
 * silence, so that a CI system does not take the run for dead.
 */
export function plainLiveView({ stream, style, clock }: LiveViewOptions): LiveView {
  const progress = new LiveProgress();
  const write = (line: string) => {
    stream.write(`${line}\n`);
    heartbeat.restart();
  };
  const heartbeat = repeat(clock, HEARTBEAT_MS, () => {
    for (const cell of progress.cells)
      if (cell.endedAt === null) stream.write(`… ${cellText(cell, clock.now())}\n`);
  });
  return {
    onEvent(event) {
      progress.apply(event, clock.now());
      if (event.type === 'result' && isNews(event)) {
        write(resultLine(event, style));
      }
      if (event.type === 'diagnostic')
        write(`! ${visibleText(event.code, 80)}  ${visibleText(event.message, 300)}`);
      if (event.type === 'cell-ended') {
        const cell = progress.get(event.cell);
        if (cell !== undefined)
          write(`${event.outcome === 'completed' ? '•' : '!'} ${cellText(cell, clock.now())}`);
      }
    },
    onProgress(cell, line) {
      progress.note(cell, line);
      write(`… ${visibleText(cell, 80)}  ${visibleText(line, 200)}`);
    },
    close() {
      heartbeat.cancel();
    },
  };
}

/** One line per cell, exported for the terminal view alone. */
export function progressLines(
  cells: readonly CellProgress[],
  now: number,
  style: TerminalStyle,
): readonly string[] {
  const width = Math.max(0, ...cells.map(({ cell }) => cell.length));
  return cells.map(cell => {
    const name = visibleText(cell.cell, 60).padEnd(Math.min(60, width));
    if (cell.startedAt === null) return `${name}  ${style.dim(visibleText(cell.note || 'waiting', 80))}`;
    const filled = cell.planned === 0 ? 0 : Math.round((BAR_WIDTH * cell.done) / cell.planned);
    const bar = style.good('█'.repeat(filled)) + style.dim('░'.repeat(BAR_WIDTH - filled));
    const bad = badParts(cell);
    const marks = bad.length > 0 ? style.bad(bad.join(' ')) : style.dim(NO_FAILURE);
    const time = formatDuration((cell.endedAt ?? now) - cell.startedAt);
    const current = cell.outcome ?? cell.current ?? '';
    const counts = `${String(cell.done).padStart(3)}/${cell.planned}`;
    const fixed = [name, ' '.repeat(BAR_WIDTH), counts, bad.join(' ') || NO_FAILURE, time].join('  ').length;
    // A line that wraps would not be erased by the next one.
    const room = Math.max(0, style.columns - fixed - 3);
    return [name, bar, counts, marks, time, style.dim(visibleText(current, 60).slice(0, room))].join('  ');
  });
}

function cellText(cell: CellProgress, now: number): string {
  const elapsed =
    cell.startedAt === null ? 'waiting' : formatDuration((cell.endedAt ?? now) - cell.startedAt);
  const parts = [
    `${visibleText(cell.cell, 80)}  ${cell.outcome ?? 'running'}`,
    `${cell.done}/${cell.planned}`,
    ...badParts(cell),
    elapsed,
    ...(cell.current === null ? [] : [`now ${visibleText(cell.current, 80)}`]),
  ];
  return parts.join('  ');
}

function badParts({ failed, inconclusive, errors }: CellProgress): readonly string[] {
  return [
    ...(failed > 0 ? [`${failed} fail`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
    ...(errors > 0 ? [`${errors} error`] : []),
  ];
}

/** Neither a pass nor a purpose that was not to be run. */
function isNews({ verdict, applicability }: ResultEvent): boolean {
  return verdict !== 'pass' && (verdict !== 'none' || applicability === 'selected');
}

const KNOWN_MARK = '≈ KNOWN FAILURE';
const MARKS = {
  none: '! ERROR',
  pass: '✓ PASS',
  inconclusive: '? INCONCLUSIVE',
  fail: '✗ FAIL',
  error: '! ERROR',
};

function resultLine(result: ResultEvent, style: TerminalStyle): string {
  const { verdict, purpose, cell, checks, message, reason, disposition } = result;
  const failed = checks.find(check => check.outcome === 'fail');
  const why =
    failed === undefined
      ? (message ?? reason ?? '')
      : `expected ${visibleText(failed.expected, 120)}; received ${visibleText(failed.received, 120)}`;
  const known = verdict === 'fail' && (disposition === 'expected' || disposition === 'flaky');
  const dress = known || verdict === 'inconclusive' ? style.warn : style.bad;
  const mark = dress(known ? KNOWN_MARK : MARKS[verdict]);
  return `${mark}  ${purpose}  ${visibleText(cell, 80)}  ${visibleText(why, 400)}`;
}
