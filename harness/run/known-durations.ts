import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../record/atomic-file.ts';
import type { ResultEvent } from '../record/events.ts';
import type { CellId, PurposeId } from '../verdict/ids.ts';
import type { Durations } from './durations.ts';

type Known = Record<CellId, Record<PurposeId, number>>;

const FILE = 'durations.json';

/** What the purposes of a cell took when they were last run, beside the runs; nothing where that is not known. */
export function knownDurations(reportsDir: string, cell: CellId): Durations {
  return new Map(Object.entries(read(reportsDir)[cell] ?? {}) as [PurposeId, number][]);
}

/** Keeps what a run has shown. It only ever helps to plan: where it cannot be written, the next run plans without it. */
export function keepDurations(reportsDir: string, results: readonly ResultEvent[]): void {
  const known = read(reportsDir);
  for (const { cell, purpose, durationMs, verdict } of results) {
    if (verdict === 'none') continue;
    known[cell] ??= {};
    known[cell][purpose] = durationMs;
  }
  try {
    writeFileAtomically(join(reportsDir, FILE), `${JSON.stringify(known, null, 1)}\n`);
  } catch {
    // Read-only, full, or gone: the run itself has told so already where it matters.
  }
}

function read(reportsDir: string): Known {
  try {
    const known: unknown = JSON.parse(readFileSync(join(reportsDir, FILE), 'utf8'));
    return typeof known === 'object' && known !== null ? (known as Known) : {};
  } catch {
    return {};
  }
}
