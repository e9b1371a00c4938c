import process from 'node:process';
import { readRun } from '../record/read-run.ts';
import { baselineSnippets } from '../report/baseline-snippet.ts';

/**
 * `touchstone baseline`: what a recorded run did not expect, as a baseline.yaml on stdout; nothing where nothing was unexpected.
 * @throws ConfigurationError when there is no readable record.
 */
export function baseline(runDir: string): number {
  const run = readRun(runDir);
  const lines = baselineSnippets(run);
  const entries = lines.filter(line => line.startsWith('  - ')).length;
  const cut = run.footer === null ? '; the record is truncated, so there may be more' : '';
  process.stderr.write(`${entries === 0 ? 'nothing unexpected' : `${entries} unexpected`}${cut}\n`);
  process.stdout.write(lines.map(line => `${line}\n`).join(''));
  return 0;
}
