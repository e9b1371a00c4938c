import type { Measured } from './comparison.ts';

export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** Null where there is nobody to compare with. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** Ours to the peer's; above 1 ours is faster. */
  readonly ratio: number | null;
}

const HEAD = ['', 'ours', 'peer', '', 'ratio', 'target', ''] as const;

/** One row for every peer, as they are written as JSON. */
export function benchRows(measured: readonly Measured[]): BenchRow[] {
  return measured.flatMap(({ name, unit, ours, peers }): BenchRow[] =>
    peers.length === 0
      ? [{ name, unit, ours: rounded(ours), peer: null, peerName: null, ratio: null }]
      : peers.map(({ name: peerName, rate }) => ({
          name,
          unit,
          ours: rounded(ours),
          peer: rounded(rate),
          peerName,
          ratio: Math.round((ours / rate) * 1000) / 1000,
        })),
  );
}

/** For people. The target stands in the row of the fastest peer, the one that it counts against. */
export function benchTable(measured: readonly Measured[]): string[] {
  const rows = measured.flatMap(each => {
    const fastest = Math.max(...each.peers.map(({ rate }) => rate));
    return benchRows([each]).map((row, index) => [
      index === 0 ? row.name : '',
      index === 0 ? `${grouped(row.ours)} ${row.unit}` : '',
      row.peer === null ? '–' : grouped(row.peer),
      row.peerName ?? 'no peer',
      row.ratio === null ? '' : row.ratio.toFixed(2),
      ...(each.peers[index]?.rate === fastest ? verdict(each, fastest) : ['', '']),
    ]);
  });
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map(row => (row[column] ?? '').length)),
  );
  return [HEAD, ...rows].map(row =>
    row
      .map((cell, column) =>
        [1, 2, 4].includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function verdict({ ours, target }: Measured, fastest: number): [string, string] {
  if (target === null) return ['', ''];
  return [target.text, ours / fastest >= target.ratio ? 'met' : 'missed'];
}

function grouped(rate: number): string {
  return rate.toLocaleString('en-US');
}

function rounded(rate: number): number {
  return Math.round(rate);
}
