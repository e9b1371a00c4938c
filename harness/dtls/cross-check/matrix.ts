import { type Cell, COMBINATION_NAMES, type Outcome } from './cell.ts';

export interface Judged {
  readonly cell: Omit<Cell, 'run'>;
  readonly outcome: Outcome;
  readonly milliseconds: number;
}

const GREEN = 'ok';
const RED = 'RED';

/** For people: a row for each peer, role and variation, a column for each combination; then what went wrong. */
export function matrixOf(judged: readonly Judged[]): string[] {
  const rows = new Map<string, Map<string, string>>();
  for (const { cell, outcome } of judged) {
    const { peer, role, combination, variation } = cell;
    const key = `${peer} ${role}`.padEnd(26) + variation.name;
    const row = rows.get(key) ?? new Map<string, string>();
    row.set(combination, outcome.trouble === null ? GREEN : RED);
    rows.set(key, row);
  }
  const width = Math.max(...[...rows.keys()].map(key => key.length)) + 2;
  const head = ''.padEnd(width) + COMBINATION_NAMES.map(name => name.padEnd(11)).join('');
  const body = [...rows].map(
    ([key, row]) =>
      key.padEnd(width) + COMBINATION_NAMES.map(name => (row.get(name) ?? '–').padEnd(11)).join(''),
  );
  return [head, ...body].map(line => line.trimEnd());
}
