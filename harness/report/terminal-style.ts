import picocolors from 'picocolors';
import type { CoverageState } from './coverage.ts';
import type { Outcome } from './outcome.ts';

/** How text for a terminal (or a log file) is dressed. Without colour nothing is lost: words and symbols carry it all. */
export interface TerminalStyle {
  readonly columns: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly info: (text: string) => string;
}

const DEFAULT_COLUMNS = 100;
const MIN_COLUMNS = 60;
const MAX_COLUMNS = 140;

/** `columns` of the terminal, where there is one. */
export function terminalStyle(colour: boolean, columns = DEFAULT_COLUMNS): TerminalStyle {
  const colours = picocolors.createColors(colour);
  return {
    columns: Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, columns)),
    bold: colours.bold,
    dim: colours.dim,
    good: colours.green,
    bad: colours.red,
    warn: colours.yellow,
    info: colours.cyan,
  };
}

export function paint(style: TerminalStyle, state: Outcome | CoverageState, text: string): string {
  switch (state) {
    case 'passed':
      return style.good(text);
    case 'failed':
    case 'error':
      return style.bad(text);
    case 'inconclusive':
    case 'known':
      return style.warn(text);
    case 'not-run':
    case 'uncovered':
    case 'unselected':
    case 'gap':
    case 'absent':
      return style.dim(text);
  }
}

/** Breaks at blanks so that no line is longer than `width`; a longer word gets a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** `412 ms`, `23.4 s`, `3 min 05 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
