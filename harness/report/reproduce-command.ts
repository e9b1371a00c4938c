import { basename } from 'node:path';
import type { HeaderEvent, PlanEvent } from '../record/events.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { visibleText } from './visible-text.ts';

/** Options of the original command that the reproduction sets itself. */
const REPLACED: ReadonlySet<string> = new Set(['--only', '--seed', '--cell']);

/** The command that runs one purpose again, with the same seed: the recorded one, narrowed. */
export function reproduceCommand(header: HeaderEvent, { cell, purpose }: PlanEvent): string {
  const kept: string[] = [];
  for (let index = 0; index < header.command.length; index++) {
    const word = header.command[index] ?? '';
    if (REPLACED.has(word)) index++;
    else if (!REPLACED.has(word.split('=', 1)[0] ?? '')) kept.push(word);
  }
  const [program, ...rest] = kept;
  const command = program !== undefined && basename(program) === 'touchstone' ? rest : kept;
  const words = ['touchstone', ...command, '--only', purpose.id, '--seed', String(header.seed)];
  if (header.cells.length > 1) words.push('--cell', cell);
  return words.map(quote).join(' ');
}

/** The command that shows one purpose of the latest run; names the cell only where it must. */
export function showCommand(run: RecordedRun, { cell, purpose }: PlanEvent): string {
  const cells = run.plan.filter(plan => plan.purpose.id === purpose.id).length;
  return ['touchstone', 'show', purpose.id, ...(cells > 1 ? ['--cell', cell] : [])].map(quote).join(' ');
}

/** For a POSIX shell. */
function quote(word: string): string {
  const shown = visibleText(word, 400);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
