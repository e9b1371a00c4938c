import process from 'node:process';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { readRun } from '../record/read-run.ts';
import { icsSnippets } from '../report/ics/ics-snippet.ts';
import { icsCounts } from '../report/ics/terminal-ics.ts';

/**
 * `touchstone ics`: YAML to copy into the SUT files, on stdout, and a count of what the run showed beside it on stderr.
 * @throws ConfigurationError when there is no readable record.
 */
export async function ics(runDir: string): Promise<number> {
  const run = readRun(runDir);
  const keys = (await loadCatalogue()).ics.map(({ key }) => key);
  const counts = icsCounts(run);
  process.stderr.write(`${counts.length === 0 ? 'this run showed nothing of the ICS' : counts.join('\n')}\n`);
  const snippets = icsSnippets(run, keys);
  process.stdout.write(snippets.map(line => `${line}\n`).join(''));
  return 0;
}
