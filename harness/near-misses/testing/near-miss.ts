import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeclaredPurpose } from '../../purpose/declare.ts';
import { readRun } from '../../record/read-run.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import { Run } from '../../run/conduct-run.ts';
import { cellsOf } from '../../run/planned-cell.ts';
import { parseDescriptor } from '../../sut/load-descriptor.ts';
import { parseBaseline } from '../../verdict/baseline-file.ts';
import type { PurposeDeclaration } from '../../verdict/purpose-declaration.ts';
import { InProcessCell, type ScriptedSut } from './in-process-cell.ts';

/** One SUT with the purposes that are asked of it, and everything else that a run depends on. */
export interface NearMiss {
  readonly purposes: readonly DeclaredPurpose[];
  /** The embedded peer of the role unless given. */
  readonly sut?: ScriptedSut;
  readonly role?: 'client' | 'server';
  readonly ics?: Readonly<Record<string, boolean | 'unset'>>;
  /** Entries of a `baseline.yaml`. */
  readonly baseline?: readonly object[];
  /** As with `--only`: the run says nothing about what was left out. */
  readonly partial?: boolean;
  /** Called as soon as the first purpose has started. */
  readonly interrupt?: boolean;
}

/** What a run recorded: everything is read back from `run.ndjson`. */
export interface Judged extends RecordedRun {
  readonly exitCode: number | undefined;
  /** What became of a purpose, in the words of the design; `not run` with its applicability where it has no result. */
  fate(purpose: string): string;
}

const NAME = 'scripted';

/** Runs near misses as cells of one run, from plan to conclusion, in this process and in virtual time. */
export async function judge(...misses: readonly NearMiss[]): Promise<Judged> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
  try {
    const cells = misses.map((miss, index) => cellFor(miss, `${NAME}-${index + 1}`, folder));
    const hosts = misses.map(({ purposes, sut }) => new InProcessCell(purposes, sut ?? {}));
    const waiting = [...hosts];
    const run: Run = new Run(
      {
        cells,
        header: {
          ...{
            type: 'header',
            schema: 'touchstone/run@1',
            runId: 'near-miss',
            seed: 1,
            planHash: '0'.repeat(64),
          },
          tool: { name: 'touchstone', version: '0', node: 'v24.0.0', platform: 'any' },
          ...{ startedAt: new Date(0).toISOString(), command: ['touchstone'] },
          partial: misses.some(({ partial }) => partial === true),
          cells: cells.map(({ description }) => description),
        },
        suites: misses.flatMap(({ purposes }) =>
          purposes.map(declaration => ({
            declaration: declaration as PurposeDeclaration,
            file: 'near-miss',
          })),
        ),
        reportsDir: folder,
        jobs: { cells: 1, instances: 1 },
        startCell: () => waiting.shift() ?? fail(),
      },
      {
        onEvent(event) {
          if (event.type === 'purpose-started' && misses.some(({ interrupt }) => interrupt === true))
            run.interrupt();
        },
        onProgress: () => {},
      },
    );
    await run.conduct();
    return judged(readRun(run.runDir));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cellFor(
  { purposes, role = 'client', ics = {}, baseline = [] }: NearMiss,
  name: string,
  folder: string,
) {
  const file = {
    schema: 'touchstone/sut@1',
    identity: { name, vendor: 'Touchstone', version: '1.0.0' },
    ...{ role, lwm2m: '1.0', ics, launch: { 'in-process': { peer: `reference-${role}` } } },
  };
  // JSON is YAML.
  const descriptor = parseDescriptor(JSON.stringify(file), join(folder, 'sut.yaml'));
  const known = JSON.stringify({ schema: 'touchstone/baseline@1', entries: baseline });
  const declarations = purposes.map(({ body: _, ...declaration }) => declaration);
  const [cell = fail()] = cellsOf(descriptor, declarations);
  return {
    ...cell,
    baseline: parseBaseline(known, join(folder, 'baseline.yaml')),
  };
}

function judged(run: RecordedRun): Judged {
  return {
    ...run,
    exitCode: run.footer?.exitCode,
    fate(purpose) {
      const result = run.results.find(each => each.purpose === purpose);
      const planned = run.plan.find(each => each.purpose.id === purpose);
      if (result === undefined) return `not run, ${planned?.applicability ?? 'unknown'}`;
      const { verdict, applicability, reason, disposition } = result;
      return [verdict, applicability, reason, disposition].filter(word => word !== null).join(', ');
    },
  };
}

function fail(): never {
  throw new TypeError('there are more cells than near misses');
}
