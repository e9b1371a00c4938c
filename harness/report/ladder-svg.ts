import { escapeHtml } from './escape-html.ts';
import type { Ladder, LadderArrow, LadderRow } from './ladder.ts';

const WIDTH = 960;
const MARGIN_LEFT = 118;
const MARGIN_RIGHT = 56;
const LANE_SPACING = 96;
const HEAD = 44;
const ARROW_HEIGHT = 40;
const LINE_HEIGHT = 19;
/** Advance of one character of the label font (12 px, monospaced). */
const CHARACTER = 7.25;

/**
 * The ladder as an inline SVG. It brings no style of its own beyond the text colour: the page colours it by class
 * (`ladder-fail`, `ladder-pass`, `ladder-dim`, …), so that it follows light and dark. All text is escaped.
 */
export function ladderSvg(ladder: Ladder, title: string): string {
  const lanes = lanePositions(ladder.lanes.length);
  const bands: string[] = [];
  const drawn: string[] = [];
  let y = HEAD;
  for (const row of ladder.rows) {
    const { height, content } = drawRow(row, lanes, y);
    drawn.push(content);
    if (row.kind === 'arrow' && row.failures.length > 0) bands.push(band(y, height));
    y += height;
  }
  const bottom = y + 14;
  return [
    `<svg class="ladder" viewBox="0 0 ${WIDTH} ${bottom}" role="img" xmlns="http://www.w3.org/2000/svg" fill="currentColor">`,
    `<title>${escapeHtml(title)}</title>`,
    ...bands,
    ...ladder.lanes.map((name, index) =>
      lane(name, lanes[index] ?? 0, index === ladder.lanes.length - 1, bottom),
    ),
    ...drawn,
    '</svg>',
  ].join('');
}

function lanePositions(count: number): readonly number[] {
  const right = WIDTH - MARGIN_RIGHT - 60;
  const spacing = Math.min(LANE_SPACING, (right - MARGIN_LEFT) / (count + 2));
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? right : MARGIN_LEFT + 30 + index * spacing,
  );
}

function lane(name: string, x: number, isSut: boolean, bottom: number): string {
  const anchor = isSut ? 'end' : 'middle';
  const at = isSut ? Math.min(WIDTH - 8, x + 60) : x;
  return [
    `<text class="ladder-lane" x="${at}" y="18" text-anchor="${anchor}">${escapeHtml(name)}</text>`,
    `<line class="ladder-line" x1="${x}" y1="28" x2="${x}" y2="${bottom - 6}" stroke="currentColor"/>`,
  ].join('');
}

function drawRow(row: LadderRow, lanes: readonly number[], y: number): { height: number; content: string } {
  switch (row.kind) {
    case 'omission':
      return {
        height: LINE_HEIGHT + 6,
        content: text('ladder-dim', MARGIN_LEFT + 44, y + 14, `⋮ ${row.arrows} messages left out`),
      };
    case 'note': {
      const mark = row.failing ? '✗ FAIL ' : '▸ ';
      const time = row.at === null ? '' : text('ladder-dim', 62, y + 14, seconds(row.at), 'end');
      const label = shorten(`${mark}${row.text}`, WIDTH - MARGIN_LEFT - 60);
      const style = row.failing ? 'ladder-fail' : 'ladder-note';
      return {
        height: LINE_HEIGHT + 8,
        content: time + text(style, MARGIN_LEFT + 44, y + 14, label, 'start', row.text),
      };
    }
    case 'arrow':
      return drawArrow(row, lanes, y);
  }
}

function drawArrow(
  arrow: LadderArrow,
  lanes: readonly number[],
  y: number,
): { height: number; content: string } {
  const from = lanes[arrow.from] ?? 0;
  const to = lanes[arrow.to] ?? 0;
  const left = Math.min(from, to);
  const right = Math.max(from, to);
  const failing = arrow.failures.length > 0;
  const line = y + 26;
  const tip = to > from ? to - 9 : to + 9;
  const room = right - left - 24;
  const parts = [
    text('ladder-dim', 62, line + 1, seconds(arrow.at), 'end'),
    text('ladder-number', MARGIN_LEFT - 12, line + 1, `#${arrow.number}`, 'end'),
    `<line class="ladder-shaft" x1="${from}" y1="${line}" x2="${tip}" y2="${line}" stroke="currentColor"${arrow.decodable ? '' : ' stroke-dasharray="5 4"'}/>`,
    head(arrow, { to, tip, line }),
    text('ladder-label', (left + right) / 2, line - 8, shorten(arrow.label, room), 'middle', arrow.label),
  ];
  if (failing) parts.push(text('ladder-mark', WIDTH - 8, line + 4, '✗ FAIL', 'end'));
  else if (arrow.passes > 0) parts.push(text('ladder-pass', WIDTH - 8, line + 4, '✓', 'end'));
  let below = line + 16;
  for (const words of [...repeatWords(arrow), ...arrow.failures.map(failure => `✗ ${failure}`)]) {
    const isFailure = words.startsWith('✗');
    parts.push(
      text(
        isFailure ? 'ladder-mark' : 'ladder-dim',
        (left + right) / 2,
        below,
        shorten(words, room + 60),
        'middle',
        words,
      ),
    );
    below += LINE_HEIGHT;
  }
  const height = Math.max(ARROW_HEIGHT, below - y - 4);
  const style = [
    'ladder-arrow',
    ...(failing ? ['ladder-fail'] : []),
    ...(arrow.decodable ? [] : ['ladder-broken']),
  ];
  return { height, content: `<g class="${style.join(' ')}">${parts.join('')}</g>` };
}

/** What was lost ends in a cross, what was held in a bar: neither arrives. */
function head({ path }: LadderArrow, { to, tip, line }: { to: number; tip: number; line: number }): string {
  if (path !== 'lost' && path !== 'held')
    return `<path class="ladder-head" d="M${to} ${line} L${tip} ${line - 5} L${tip} ${line + 5} Z"/>`;
  const bar = `M${tip} ${line - 6} L${tip} ${line + 6}`;
  const cross = `M${tip - 5} ${line - 5} L${tip + 5} ${line + 5} M${tip - 5} ${line + 5} L${tip + 5} ${line - 5}`;
  return `<path class="ladder-stopped" fill="none" stroke="currentColor" d="${path === 'lost' ? cross : bar}"/>`;
}

/** Behind the lanes, across the whole width. */
function band(y: number, height: number): string {
  return `<rect class="ladder-band" x="0" y="${y + 2}" width="${WIDTH}" height="${height - 2}" fill="none"/>`;
}

function repeatWords({ repeats }: LadderArrow): readonly string[] {
  if (repeats.length === 0) return [];
  const when = repeats.map(({ number, at }) => `#${number} at ${seconds(at)}`).join(', ');
  return [`↻ the same datagram again, ${repeats.length} ${repeats.length === 1 ? 'time' : 'times'}: ${when}`];
}

/** `full` becomes a tooltip where the words were cut. */
function text(style: string, x: number, y: number, words: string, anchor = 'start', full = words): string {
  const tooltip = full === words || !words.endsWith('…') ? '' : `<title>${escapeHtml(full)}</title>`;
  return `<text class="${style}" x="${x}" y="${y}" text-anchor="${anchor}">${escapeHtml(words)}${tooltip}</text>`;
}

function shorten(words: string, room: number): string {
  const characters = Math.max(8, Math.floor(room / CHARACTER));
  return words.length <= characters ? words : `${words.slice(0, characters - 1).toWellFormed()}…`;
}

function seconds(at: number): string {
  return `${(at / 1000).toFixed(3)} s`;
}
