import { readFileSync, statSync } from 'node:fs';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import type { RunEvent } from './events.ts';
import { foldRun } from './fold-run.ts';
import type { RecordedRun } from './recorded-run.ts';
import { runFile } from './run-paths.ts';
import { validateEvent } from './schema/event-validator.ts';

/**
 * Reads `run.ndjson` of a run folder. A run without a footer is returned with `footer: null`, and a last line that was
 * cut in the middle is left out and told by `cutLastLine`.
 * @throws ConfigurationError, with the line, when the file is missing, a line is malformed or the order is impossible.
 */
export function readRun(runDir: string): RecordedRun {
  const path = runFile(runDir);
  let text: string;
  try {
    // A pipe would be waited for without end.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('this is no file');
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigurationError('record.missing', `there is no record at ${path}${whyNot(cause)}`, {
      hint: 'give the folder of a run, for example reports/latest',
      cause,
    });
  }
  return parseRun(text, path);
}

/** Nothing where the file is simply not there. */
function whyNot(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT') return '';
  return `: ${cause instanceof Error ? cause.message : String(cause)}`;
}

/** As `readRun`, from the text of the file; `path` is only used in messages. */
export function parseRun(text: string, path: string): RecordedRun {
  const lines = text.split('\n');
  const cutLastLine = lines.at(-1) !== '';
  // The writer ends each line: what follows the last line feed was never completed.
  const complete = lines.slice(0, -1);
  const events = complete.map((line, index) => parseLine(line, index + 1, path));
  return foldRun(events, { path, cutLastLine });
}

function parseLine(line: string, number: number, path: string): RunEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw malformed(path, number, 'not JSON');
  }
  const validated = validateEvent(value);
  if ('problem' in validated) throw malformed(path, number, validated.problem);
  return validated.event;
}

function malformed(path: string, line: number, problem: string): ConfigurationError {
  return new ConfigurationError('record.malformed', `${path}:${line}: ${problem}`, {
    hint: 'the file was edited, or written by another version of touchstone; run again to make a new record',
  });
}
