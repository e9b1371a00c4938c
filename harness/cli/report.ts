import process from 'node:process';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { mutantsByPurpose } from '../mutant/expected-catches.ts';
import { loadSubjects } from '../qualify/subject-index.ts';
import { readRun } from '../record/read-run.ts';
import { writeReports } from '../report/write-reports.ts';

/** `touchstone report`: from the record alone. @throws ConfigurationError when there is no readable record. */
export async function report(runDir: string): Promise<number> {
  const [catalogue, subjects] = await Promise.all([loadCatalogue(), loadSubjects()]);
  const { html, junit, summary, ics } = await writeReports(
    runDir,
    readRun(runDir),
    catalogue,
    mutantsByPurpose(subjects),
  );
  process.stdout.write(`${html}\n${junit}\n${summary}\n${ics}\n`);
  return 0;
}
