import { join } from 'node:path';
import process from 'node:process';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { SystemClock } from '../clock/system-clock.ts';
import { ConfigurationError, UsageError } from '../errors/touchstone-error.ts';
import { mutantsByPurpose } from '../mutant/expected-catches.ts';
import { loadSubjects } from '../qualify/subject-index.ts';
import type { CellDescription, HeaderEvent } from '../record/events.ts';
import { readRun } from '../record/read-run.ts';
import { runId } from '../record/run-id.ts';
import { type LiveView, plainLiveView, terminalLiveView } from '../report/live-view.ts';
import { terminalStyle } from '../report/terminal-style.ts';
import { terminalSummary } from '../report/terminal-summary.ts';
import { Run, type RunOrder } from '../run/conduct-run.ts';
import { planHash } from '../run/plan-hash.ts';
import { cellsOf, type PlannedCell } from '../run/planned-cell.ts';
import { PROJECT_ROOT } from '../run/project-root.ts';
import { select } from '../run/selection.ts';
import { loadSuites } from '../run/suite-index.ts';
import { describedObjects } from '../sut/described-objects.ts';
import { loadDescriptor } from '../sut/load-descriptor.ts';
import { CELL_SECURITIES, type CellSecurity } from '../verdict/cell-security.ts';
import { jobsOf } from './jobs.ts';
import { assertNamed } from './known-names.ts';
import { TOOL } from './tool.ts';

export interface RunOptions {
  readonly only?: readonly string[];
  readonly objectFile?: readonly string[];
  readonly security?: string;
  readonly seed?: string;
  readonly out: string;
  readonly plain?: boolean;
  readonly jobs?: string;
}

const EMBEDDED_PEERS = ['embedded-client', 'embedded-server', 'embedded-bootstrap-server'];
const MAX_SEED = 0xffff_ffff;

/**
 * `touchstone run`: judges the SUTs given and writes the record and its reports; gives the exit code.
 * @param suitesFolder absolute; the suites of the project unless given.
 */
export async function run(
  paths: readonly string[],
  options: RunOptions,
  suitesFolder?: string,
): Promise<number> {
  const seed = seedOf(options.seed);
  const descriptors = suts(paths).map(loadDescriptor);
  const [suites, catalogue] = await Promise.all([loadSuites(suitesFolder), loadCatalogue()]);
  const declarations = suites.map(({ declaration }) => declaration);
  assertNamed(options.only ?? [], declarations);
  const purposes = select(declarations, options.only ?? []);
  const described = descriptors.map(({ objectFiles }) =>
    describedObjects([...objectFiles, ...(options.objectFile ?? [])]),
  );
  for (const notice of new Set(described.flatMap(({ notices }) => notices))) {
    process.stderr.write(`touchstone: ${notice}\n`);
  }
  const only = options.only ?? [];
  const wanted = securitiesOf(options.security);
  const asked = descriptors.flatMap((descriptor, index) =>
    cellsOf(descriptor, purposes, described[index]?.files, wanted),
  );
  if (asked.length === 0) throw nothingSecured(wanted);
  // A user who narrowed the run leaves SUTs of the other role out; else each was named to be judged.
  const cells = asked.filter(cell => cell.purposes.length > 0);
  if (cells.length === 0 || (only.length === 0 && cells.length < asked.length))
    throw nothingSelected(only, asked);
  const isNarrowed = descriptors.some(
    ({ security }) => wanted.length > 0 && !security.every(each => wanted.includes(each)),
  );
  const header = headerOf(cells, seed, only.length > 0 || isNarrowed);
  // Undefined, not false, where stdout is a pipe or a file.
  const tty = process.stdout.isTTY === true && options.plain !== true;
  const style = terminalStyle(tty && process.env.NO_COLOR === undefined, process.stdout.columns);
  const order: RunOrder = {
    header,
    cells,
    suites,
    reportsDir: options.out,
    jobs: jobsOf(options.jobs, cells),
  };
  const view = (tty ? terminalLiveView : plainLiveView)({
    stream: process.stdout,
    style,
    clock: new SystemClock(),
  });
  const { runDir, exitCode } = await conduct(order, view).finally(() => view.close());
  const recorded = readRun(runDir);
  const keys = catalogue.ics.map(({ key }) => key);
  process.stdout.write(terminalSummary(recorded, catalogue.requirements, style, keys));
  // Only the reports need the mutants, which are declared in hundreds of files: the verdict does not wait for them.
  const [{ writeReports }, subjects] = await Promise.all([
    import('../report/write-reports.ts'),
    loadSubjects(),
  ]);
  const { html } = await writeReports(runDir, recorded, catalogue, mutantsByPurpose(subjects));
  process.stdout.write(`report  ${html}\n`);
  return exitCode;
}

async function conduct(order: RunOrder, view: LiveView): Promise<{ runDir: string; exitCode: number }> {
  const run = new Run(order, observe(view));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => run.interrupt());
  const { exitCode } = await run.conduct();
  return { runDir: run.runDir, exitCode };
}

function observe(view: LiveView): ConstructorParameters<typeof Run>[1] {
  return {
    onEvent: event => view.onEvent(event),
    onProgress: (cell: CellDescription, line: string) => view.onProgress(cell.id, line),
  };
}

function suts(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : EMBEDDED_PEERS.map(name => join(PROJECT_ROOT, 'fixtures', 'suts', name));
}

function headerOf(cells: readonly PlannedCell[], seed: number, partial: boolean): HeaderEvent {
  const startedAt = new Date();
  const descriptions = cells.map(({ description }) => description);
  const hash = planHash(
    descriptions,
    cells.flatMap(({ purposes }) => purposes),
  );
  return {
    type: 'header',
    schema: 'touchstone/run@1',
    runId: runId(startedAt, hash),
    tool: TOOL,
    startedAt: startedAt.toISOString(),
    seed,
    planHash: hash,
    partial,
    command: ['touchstone', ...process.argv.slice(2)],
    cells: descriptions,
  };
}

function seedOf(text: string | undefined): number {
  if (text === undefined) return Math.floor(Math.random() * MAX_SEED);
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED) return seed;
  throw new UsageError('run.seed', `--seed ${text} is not a whole number from 0 to ${MAX_SEED}`, {
    hint: 'copy the seed from the header of a recorded run',
  });
}

/** `nosec,psk` */
function securitiesOf(text: string | undefined): readonly CellSecurity[] {
  const words = text?.split(',') ?? [];
  const known = CELL_SECURITIES.filter(each => words.includes(each));
  if (known.length === words.length) return known;
  throw new UsageError('run.security', `--security ${text} is not a list of ${CELL_SECURITIES.join(', ')}`, {
    hint: 'name each once, with commas: --security nosec,psk',
  });
}

function nothingSecured(wanted: readonly CellSecurity[]): ConfigurationError {
  return new ConfigurationError('plan.security', `no SUT is judged with ${wanted.join(' or ')}`, {
    hint: 'add it to `security` in the sut.yaml of the SUT, or leave --security out',
  });
}

function nothingSelected(only: readonly string[], asked: readonly PlannedCell[]): ConfigurationError {
  const idle = asked
    .filter(({ purposes }) => purposes.length === 0)
    .map(({ description }) => description.sut);
  const judged = [...new Set(idle.map(({ name, role }) => `the ${role} ${name}`))].join(' and ');
  const what =
    only.length === 0
      ? `there is no purpose for ${judged}`
      : `--only ${only.join(' ')} names none for ${judged}`;
  return new ConfigurationError('plan.empty', `no purpose is selected: ${what}`, {
    hint: 'touchstone list names purposes and requirements; a run that tests nothing must not report success',
  });
}
