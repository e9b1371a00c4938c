import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '..', 'bin.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line as a user would. */
export function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, stdout, stderr })) };
}

/** Runs the command line to its end. */
export function touchstone(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return start(args, env).ended;
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'touchstone-test-'));
}

/** Events of the newest run below a reports folder; a half last line is left out. */
export function recordedEvents(reports: string): { type: string; [key: string]: unknown }[] {
  const file = join(reports, 'latest', 'run.ndjson');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map(line => JSON.parse(line) as { type: string });
}

/** Resolves once the record of a run holds an event of that type. */
export async function recorded(reports: string, type: string): Promise<void> {
  const watcher = watch(reports, { recursive: true });
  try {
    while (!recordedEvents(reports).some(event => event.type === type)) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}
