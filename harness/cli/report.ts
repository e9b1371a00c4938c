import process from 'node:process';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { writeReports } from '../report/write-reports.ts';

/** `touchstone report`: from the record alone. @throws ConfigurationError when there is no readable record. */
export async function report(runDir: string): Promise<number> {
  const { html, junit, summary } = writeReports(runDir, await loadCatalogue());
  process.stdout.write(`${html}\n${junit}\n${summary}\n`);
  return 0;
}
