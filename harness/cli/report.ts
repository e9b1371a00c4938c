import process from 'node:process';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { ExitCode } from '../errors/touchstone-error.ts';
import { mutantsByPurpose } from '../mutant/expected-catches.ts';
import { loadSubjects } from '../qualify/subject-index.ts';
import { readRun } from '../record/read-run.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { writeReports } from '../report/write-reports.ts';

/** `touchstone report`: from the record alone; ends with 2 where it is incomplete. @throws ConfigurationError when there is no readable record. */
export async function report(runDir: string): Promise<number> {
  const [catalogue, subjects] = await Promise.all([loadCatalogue(), loadSubjects()]);
  const run = readRun(runDir);
  const { html, junit, summary, ics } = await writeReports(
    runDir,
    run,
    catalogue,
    mutantsByPurpose(subjects),
  );
  process.stdout.write(`${html}\n${junit}\n${summary}\n${ics}\n`);
  if (run.footer !== null) return ExitCode.ok;
  process.stderr.write(incomplete(run));
  return ExitCode.incomplete;
}

function incomplete({ cutLastLine, plan, results }: RecordedRun): string {
  const end = cutLastLine ? 'ends in the middle of a line' : 'has no footer';
  return `touchstone: the record ${end}: the run was cut off or is still going on; ${results.length} of ${plan.length} purposes have a result, the others are shown as not run
  hint: this is no verdict on the SUT; wait for the end of the run, or run again
`;
}
