import { type CellOutcome, countOutcomes, type Outcome } from './outcome.ts';
import { formatDuration, paint, type TerminalStyle } from './terminal-style.ts';
import { visibleText } from './visible-text.ts';

const COLUMNS = [
  ['passed', 'PASS'],
  ['failed', 'FAIL'],
  ['known', 'KNOWN'],
  ['inconclusive', 'INCONC'],
  ['error', 'ERROR'],
  ['not-run', 'NOT RUN'],
] as const satisfies readonly (readonly [Outcome, string])[];

/** One row per cell, one column per outcome, and the time that its purposes took together. */
export function verdictTable(cells: readonly CellOutcome[], style: TerminalStyle): readonly string[] {
  const names = cells.map(({ cell }) => visibleText(cell.description.id, 60));
  const width = Math.max(4, ...names.map(name => name.length));
  const header = [
    'CELL'.padEnd(width),
    ...COLUMNS.map(([, title]) => title.padStart(title.length + 2)),
    '      TIME',
  ];
  return [
    style.dim(header.join('')),
    ...cells.map(({ purposes }, index) => {
      const counts = countOutcomes(purposes);
      const numbers = COLUMNS.map(([outcome, title]) => {
        const text = String(counts[outcome]).padStart(title.length + 2);
        return counts[outcome] === 0 ? style.dim(text) : paint(style, outcome, text);
      });
      const time = purposes.reduce((sum, { result }) => sum + (result?.durationMs ?? 0), 0);
      return [names[index]?.padEnd(width), ...numbers, formatDuration(time).padStart(10)].join('');
    }),
  ];
}
