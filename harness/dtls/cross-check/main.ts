/** Holds our DTLS against other implementations: `npm run cross-check [-- --only <text>] [-- --keep <folder>] [-- --jobs <n>]`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { ExitCode } from '../../errors/touchstone-error.ts';
import { type Cell, nameOf, red } from './cell.ts';
import { allCells, limitLines } from './cells.ts';
import { writeMaterial } from './material.ts';
import { type Judged, matrixOf } from './matrix.ts';

const { only, keep, jobs } = new Command('cross-check')
  .description('Handshakes and data between our DTLS and that of others, every capture read by Wireshark')
  .option('--only <text>', 'cells that have this in their name', '')
  .option('--keep <folder>', 'where captures, key logs and material stay')
  .option('--jobs <number>', 'cells at the same time; most of their time is waiting', '6')
  .parse()
  .opts<{ readonly only: string; readonly keep?: string; readonly jobs: string }>();

const folder = keep ?? mkdtempSync(join(tmpdir(), 'touchstone-cross-check-'));
const cells = allCells(writeMaterial(folder)).filter(cell => nameOf(cell).includes(only));
const judged: Judged[] = new Array(cells.length);
let next = 0;
let done = 0;

await Promise.all(Array.from({ length: Number(jobs) }, work));
if (keep === undefined) rmSync(folder, { recursive: true, force: true });

const failed = judged.filter(({ outcome }) => outcome.trouble !== null);
tell('', ...matrixOf(judged), '');
for (const { cell, outcome } of failed) tell(`RED ${nameOf(cell)}: ${outcome.trouble}`);
tell(...limitLines(), ...findingLines());
tell(`${cells.length - failed.length} of ${cells.length} cells are green`);
process.exit(failed.length > 0 || cells.length === 0 ? ExitCode.nonConformance : ExitCode.ok);

async function work(): Promise<void> {
  for (let index = next++; index < cells.length; index = next++) {
    const cell = cells[index];
    if (cell === undefined) return;
    const since = performance.now();
    const outcome = await outcomeOf(cell);
    const milliseconds = Math.round(performance.now() - since);
    judged[index] = { cell, outcome, milliseconds };
    done += 1;
    tell(
      `${done}/${cells.length} ${outcome.trouble === null ? 'ok ' : 'RED'} ${nameOf(cell)} (${milliseconds} ms)`,
    );
  }
}

async function outcomeOf(cell: Cell): Promise<Judged['outcome']> {
  try {
    return await cell.run();
  } catch (error) {
    return red(error instanceof Error ? error.message : String(error));
  }
}

/** Advice that peers do not follow, which turns no cell red. */
function findingLines(): string[] {
  const byCode = Map.groupBy(
    judged.flatMap(({ cell, outcome }) =>
      outcome.findings.map(code => ({ code, who: `${cell.peer} ${cell.role}` })),
    ),
    ({ code }) => code,
  );
  return [...byCode].map(
    ([code, seen]) => `found ${code}: ${[...new Set(seen.map(({ who }) => who))].join(', ')}`,
  );
}

function tell(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
