import type { Ladder, LadderArrow, LadderRow } from './ladder.ts';
import type { TerminalStyle } from './terminal-style.ts';

const TIME_WIDTH = 9;
const NUMBER_WIDTH = 5;
const LANE_SPACING = 18;

/**
 * The ladder as lines for a terminal: time, frame number, lanes, arrows. A label that does not fit is cut;
 * `show` prints the frame in full.
 */
export function ladderText(ladder: Ladder, style: TerminalStyle): readonly string[] {
  const margin = TIME_WIDTH + NUMBER_WIDTH + 2;
  const lanes = laneColumns(ladder.lanes.length, style.columns - margin);
  const header = placed(
    ladder.lanes.map((name, index) => ({ at: lanes[index] ?? 0, text: name })),
    style.columns - margin,
  );
  const width = (lanes.at(-1) ?? 0) + 1;
  return [
    `${' '.repeat(margin)}${style.bold(header)}`,
    ...ladder.rows.flatMap(row => rowLines(row, { lanes, width, margin }, style)),
  ];
}

interface Grid {
  readonly lanes: readonly number[];
  readonly width: number;
  readonly margin: number;
}

/** Peers stand close together at the left, the SUT at the right, so that most of the width is for labels. */
function laneColumns(count: number, room: number): readonly number[] {
  const spacing = Math.min(LANE_SPACING, Math.floor(room / (count + 2)));
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? room - 14 : 2 + index * spacing));
}

function rowLines(row: LadderRow, grid: Grid, style: TerminalStyle): readonly string[] {
  const blank = ' '.repeat(grid.margin);
  switch (row.kind) {
    case 'omission':
      return [`${blank}${style.dim(shorten(`⋮ ${row.arrows} messages left out`, grid.width))}`];
    case 'note': {
      const time = row.at === null ? ''.padStart(TIME_WIDTH) : seconds(row.at);
      const text = `${time}${' '.repeat(NUMBER_WIDTH + 2)}${row.failing ? '✗ FAIL ' : '• '}${row.text}`;
      return [row.failing ? style.bad(text) : style.info(shorten(text, style.columns))];
    }
    case 'arrow':
      return arrowLines(row, grid, style);
  }
}

function arrowLines(arrow: LadderArrow, grid: Grid, style: TerminalStyle): readonly string[] {
  const from = grid.lanes[arrow.from] ?? 0;
  const to = grid.lanes[arrow.to] ?? 0;
  const [left, right] = from < to ? [from, to] : [to, from];
  const room = right - left - 1;
  const label = shorten(arrow.label, room - 4);
  const shaft = (arrow.decodable ? '─' : '╌').repeat(Math.max(0, room - label.length - 4));
  const body =
    to === right ? `─ ${label} ${shaft}${head(arrow, '▶')}` : `${head(arrow, '◀')}${shaft} ${label} ─`;
  const line = background(grid).slice(0, left + 1) + body + background(grid).slice(right);
  const prefix = `${seconds(arrow.at)} ${`#${arrow.number}`.padStart(NUMBER_WIDTH)} `;
  const folded = arrow.repeats.length === 0 ? [] : [repeatLine(arrow, grid, style)];
  if (arrow.failures.length === 0)
    return [`${style.dim(prefix)}${line}${arrow.passes > 0 ? style.good(' ✓') : ''}`, ...folded];
  const verdicts = arrow.failures.map(
    failure => `${' '.repeat(grid.margin)}${style.bad(`✗ FAIL ${failure}`)}`,
  );
  return [`${style.bad(prefix)}${style.bad(line)} ${style.bad('✗')}`, ...folded, ...verdicts];
}

/** What was lost or held does not arrive. */
function head({ path }: LadderArrow, tip: string): string {
  return path === 'lost' ? '✕' : path === 'held' ? '‖' : tip;
}

function repeatLine(arrow: LadderArrow, grid: Grid, style: TerminalStyle): string {
  const numbers = arrow.repeats.map(({ number, at }) => `#${number} at ${seconds(at).trim()}`).join(', ');
  const text = `↻ again ×${arrow.repeats.length}: ${numbers}`;
  return `${' '.repeat(grid.margin)}${style.dim(shorten(text, style.columns - grid.margin))}`;
}

function background(grid: Grid): string {
  return Array.from({ length: grid.width }, (_, column) => (grid.lanes.includes(column) ? '│' : ' ')).join(
    '',
  );
}

/** Texts at columns; one that would run into the next is cut. */
function placed(texts: readonly { readonly at: number; readonly text: string }[], width: number): string {
  let line = '';
  for (const [index, { at, text }] of texts.entries()) {
    const next = texts[index + 1]?.at ?? width + 1;
    // The last one may be long: it is set flush right.
    const start =
      index === texts.length - 1 ? Math.max(line.length + 1, Math.min(at, width - text.length)) : at;
    line = line.padEnd(start) + shorten(text, Math.max(4, next - start - 1));
  }
  return line;
}

function shorten(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}…`;
}

function seconds(at: number): string {
  return `${(at / 1000).toFixed(3)} s`.padStart(TIME_WIDTH);
}
