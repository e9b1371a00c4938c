import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { recorded, recordedEvents } from '../cli/testing/touchstone.ts';
import type { DiagnosticEvent, PlanEvent, ResultEvent, RunEvent } from '../record/events.ts';
import { conclude } from '../run/conclusion.ts';

/** Several processes are started for each run. */
const LONG = 90_000;
const TOUCHSTONE = join(import.meta.dirname, 'testing', 'touchstone.ts');
const HOST = join(import.meta.dirname, 'testing', 'host.ts');

const folder = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const freshFolder = (): string => mkdtempSync(join(folder, `${count++}-`));

const embedded = sutFile('client', { 'in-process': { peer: 'reference-client' } });

describe('the command line, judging the embedded client by purposes that have a defect', () => {
  test(
    'ends each of them as designed, and the run with 70',
    async () => {
      const run = await touchstone('defects', embedded);
      expect(run.fates).toEqual({
        'defect.bv.no-check': 'error, selected, purpose.no-check, unexpected → 70',
        'defect.bv.check-twice': 'error, selected, purpose.crashed, unexpected → 70',
        'defect.bv.illegal-message': 'error, selected, harness.own-message, unexpected → 70',
        'defect.bv.malformed-payload': 'error, selected, harness.own-message, unexpected → 70',
        'defect.bv.runaway': 'error, selected, purpose.runaway, unexpected → 70',
        'defect.bv.none': 'pass, selected → 0',
        'defect.bv.failing-twin': 'fail, selected, unexpected → 1',
        'defect.bi.negative': 'inconclusive, selected, twin.not-passed, unexpected → 2',
      });
      expect(run.code).toBe(70);
    },
    LONG,
  );

  test(
    'ends with 70 where a suite file cannot be executed, and says which and why',
    async () => {
      const run = await touchstone('unloadable', embedded);
      expect(run.diagnostics).toMatchObject([{ code: 'cell.suite', exitCode: 70 }]);
      expect(run.diagnostics[0]?.message).toMatch(
        /client\.purpose\.ts .*a suite file that cannot be executed/s,
      );
      expect(run.fates).toEqual({ 'unloadable.bv.purpose': 'not run, selected → 2' });
      expect(run.code).toBe(70);
    },
    LONG,
  );

  test(
    'ends with 70 where a negative purpose names no twin, and records nothing',
    async () => {
      const run = await touchstone('twinless', embedded);
      expect(run.stderr).toContain('twinless.bi.purpose: a negative purpose without a twin');
      expect(run.events).toEqual([]);
      expect(run.code).toBe(70);
    },
    LONG,
  );

  test(
    'ends with 70 where a condition is none, in a record that is concluded',
    async () => {
      const run = await touchstone('condition', embedded);
      expect(run.diagnostics).toMatchObject([{ code: 'purpose.ics', exitCode: 70 }]);
      expect(run.events.at(-1)).toMatchObject({ type: 'footer', exitCode: 70 });
      expect(run.code).toBe(70);
    },
    LONG,
  );

  test(
    'ends with 78 where nothing is selected',
    async () => {
      const denying = sutFile(
        'client',
        { 'in-process': { peer: 'reference-client' } },
        { ics: { 'object.5': false } },
      );
      const run = await touchstone('condition', denying, ['--only', 'condition.bv.denied']);
      expect(run.fates).toEqual({ 'condition.bv.denied': 'not run, notApplicable → 78' });
      expect(run.code).toBe(78);
    },
    LONG,
  );

  test(
    'ends with 78 where one of several SUTs is of a role that nothing is asked of',
    async () => {
      const server = sutFile('server', { 'in-process': { peer: 'reference-server' } });
      const run = await touchstone('defects', embedded, [server]);
      expect(run.stderr).toContain('there is no purpose for the server scripted');
      expect(run.code).toBe(78);
    },
    LONG,
  );
});

describe('the command line, judging a process behind a control', () => {
  test(
    'ends each purpose as the control deserves, and the run with 70',
    async () => {
      const run = await touchstone('controls', host('server'));
      const adapter = 'error, selected, control.failed, unexpected → 70';
      expect(run.fates).toEqual({
        'control.bv.honest': 'pass, selected → 0',
        'control.bv.malformed-json': adapter,
        'control.bv.no-object': adapter,
        'control.bv.wrong-shape': adapter,
        'control.bv.wrong-type': adapter,
        'control.bv.failure': adapter,
        'control.bv.forgotten': 'inconclusive, selected, preamble.not-registered, unexpected → 2',
        'control.bv.declined': 'inconclusive, declined, control.declined, unexpected → 2',
        'control.bv.late': adapter,
        'control.bv.flood': 'pass, selected → 0',
        // It reports a value that it has never asked for.
        'control.bv.invented-success': 'fail, selected, unexpected → 1',
        'control.bv.dead-in-the-middle': 'fail, selected, sut.died, unexpected → 1',
        'control.bv.alive-again': 'pass, selected → 0',
        'control.bv.failing-stop': 'pass, selected → 0',
      });
      expect(run.diagnostics).toMatchObject([{ code: 'purpose.teardown', exitCode: 70 }]);
      expect(run.diagnostics[0]?.message).toContain(
        'control.bv.failing-stop: control verb stop: cannot stop',
      );
      // Everything that was reported is in the record, and the answer behind it as well.
      const flood = run.events.filter(
        event => event.type === 'control' && event.purpose === 'control.bv.flood' && event.verb === 'updated',
      );
      expect(flood).toHaveLength(5_000);
      expect(run.code).toBe(70);
    },
    LONG,
  );

  test(
    'takes the word of a client that claims to be started for what it is',
    async () => {
      const run = await touchstone('controls', host('client'));
      expect(run.fates).toEqual({
        'control.bv.silent': 'fail, selected, unexpected → 1',
        'control.bv.not-registered': 'inconclusive, selected, preamble.not-registered, unexpected → 2',
        'control.bv.registered': 'pass, selected → 0',
      });
      expect(run.code).toBe(1);
    },
    LONG,
  );

  test(
    'ends with 69 where the SUT does not come up again after it died',
    async () => {
      const run = await touchstone('controls', host('server', 'dead-for-good'), [
        '--only',
        '*dead-in*',
        '*alive*',
        // One instance: several would each run a part.
        ...['--jobs', '1'],
      ]);
      expect(run.fates).toEqual({
        // In the order of the suite file, where the one that follows cannot be brought up.
        'control.bv.dead-in-the-middle': 'fail, selected, sut.died, unexpected → 1',
        'control.bv.alive-again': 'not run, selected → 2',
      });
      expect(run.diagnostics).toMatchObject([{ code: 'sut.exited-early', exitCode: 69 }]);
      expect(run.code).toBe(69);
    },
    LONG,
  );

  test(
    'ends with 69 where it dies at its start, and says what it said',
    async () => {
      const run = await touchstone('controls', host('server', 'dead-at-start'));
      expect(run.diagnostics).toMatchObject([{ code: 'sut.exited-early', exitCode: 69 }]);
      expect(run.diagnostics[0]?.message).toContain('fatal: no licence');
      expect(run.code).toBe(69);
    },
    LONG,
  );

  test(
    'ends with 130 on an interrupt in the middle of a purpose, with what was recorded until then, and no process left',
    async () => {
      const out = freshFolder();
      const { child, ended } = start('controls', [host('server'), '--out', out]);
      await Promise.race([recorded(out, 'result'), ended]);
      child.kill('SIGINT');
      const run = await ended;
      expect(run.code).toBe(130);
      const events = recordedEvents(out) as unknown as RunEvent[];
      expect(events.at(-1)).toMatchObject({ type: 'footer', exitCode: 130 });
      expect(events).toContainEqual(expect.objectContaining({ type: 'cell-ended', outcome: 'interrupted' }));
      const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
      expect(left.split('\n').filter(line => line.includes(folder))).toEqual([]);
    },
    LONG,
  );
});

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

function start(suites: string, args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const argv = [TOUCHSTONE, suites, 'run', '--plain', ...args];
  const child = spawn(process.execPath, argv, { env: { ...process.env, NODE_OPTIONS: '' } });
  let stderr = '';
  child.stdout.resume();
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, stderr })) };
}

async function touchstone(suites: string, sut: string, args: readonly string[] = []) {
  const out = freshFolder();
  const ended = await start(suites, ['--out', out, sut, ...args]).ended;
  const events = recordedEvents(out) as unknown as RunEvent[];
  return { ...ended, events, ...conclusionsOf(events) };
}

/** For each purpose what became of it, and the exit code of a run in which nothing else had happened. */
function conclusionsOf(events: readonly RunEvent[]) {
  const ofType = <Type extends RunEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
  const results = ofType('result');
  const diagnostics: readonly DiagnosticEvent[] = ofType('diagnostic');
  const fates = ofType('plan').map(entry => {
    const result = results.find(({ purpose }) => purpose === entry.purpose.id);
    return [entry.purpose.id, `${fateOf(entry, result)} → ${exitCodeOf(entry, result)}`];
  });
  return { diagnostics, fates: Object.fromEntries(fates) };
}

function fateOf(entry: PlanEvent, result: ResultEvent | undefined): string {
  if (result === undefined) return `not run, ${entry.applicability}`;
  const { verdict, applicability, reason, disposition } = result;
  return [verdict, applicability, reason, disposition].filter(word => word !== null).join(', ');
}

function exitCodeOf(entry: PlanEvent, result: ResultEvent | undefined): number {
  const results = result === undefined ? [] : [result];
  return conclude({ plan: [entry], results, stale: [], diagnostics: [], interrupted: false, durationMs: 0 })
    .exitCode;
}

function host(role: 'client' | 'server', life = 'alive'): string {
  const command = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    HOST,
    role,
    freshFolder(),
    life,
  ];
  return sutFile(
    role,
    { process: { command } },
    {
      control: { protocol: 'touchstone-control', transport: 'stdio', callTimeout: 2 },
      ixit: { timers: { ackTimeout: 0.5, maxTransmitWait: 3 } },
    },
  );
}

function sutFile(role: 'client' | 'server', launch: object, more: object = {}): string {
  const file = join(freshFolder(), 'sut.yaml');
  const identity = { name: 'scripted', vendor: 'Touchstone', version: '3.2.1' };
  writeFileSync(
    file,
    JSON.stringify({ schema: 'touchstone/sut@1', identity, role, lwm2m: '1.0', launch, ...more }),
  );
  return file;
}
