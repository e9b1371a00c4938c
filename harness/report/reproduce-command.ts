import { basename, posix } from 'node:path';
import type { HeaderEvent, PlanEvent } from '../record/events.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { visibleText } from './visible-text.ts';

/** The command that runs one purpose again, with the same seed: the recorded one, narrowed. */
export function reproduceCommand(header: HeaderEvent, { purpose }: PlanEvent): string {
  const [program, ...rest] = header.command;
  const command = program !== undefined && basename(program) === 'touchstone' ? rest : header.command;
  const words = [
    'touchstone',
    ...withoutSelection(command),
    '--only',
    purpose.id,
    '--seed',
    String(header.seed),
  ];
  return words.map(quote).join(' ');
}

/** Drops `--only` with all its names and `--seed` with its number. */
function withoutSelection(command: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let dropping: 'names' | 'number' | null = null;
  for (const word of command) {
    if (word.startsWith('-')) {
      dropping = word === '--only' ? 'names' : word === '--seed' ? 'number' : null;
      if (!/^--(?:only|seed)(?:=|$)/.test(word)) kept.push(word);
    } else if (dropping === null) kept.push(word);
    else if (dropping === 'number') dropping = null;
  }
  return kept;
}

/** The command that shows one purpose of the latest run, or of a run that is elsewhere; names the cell only where it must. */
export function showCommand(run: RecordedRun, { cell, purpose }: PlanEvent): string {
  const isElsewhere = run.plan.some(plan => plan.purpose.id === purpose.id && plan.cell !== cell);
  const out = outOf(run.header.command);
  return [
    ...['touchstone', 'show', purpose.id],
    ...(isElsewhere ? ['--cell', cell] : []),
    ...(out === undefined ? [] : ['--run', posix.join(out, run.header.runId)]),
  ]
    .map(quote)
    .join(' ');
}

/** The folder that the command line named for the runs; `show` looks into the usual one by itself. */
function outOf(command: readonly string[]): string | undefined {
  const at = command.findLastIndex(word => word === '--out' || word.startsWith('--out='));
  return command[at] === '--out' ? command[at + 1] : command[at]?.slice('--out='.length);
}

/** For a POSIX shell. */
function quote(word: string): string {
  const shown = visibleText(word, 400);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
