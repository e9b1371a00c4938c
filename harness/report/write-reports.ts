import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Erratum } from '../catalogue/errata/erratum.ts';
import { writeFileAtomically } from '../record/atomic-file.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import type { RequirementSummary } from './coverage.ts';
import type { ReportExtras } from './html/page-model.ts';
import { reportHtml } from './html/report-html.ts';
import { icsObservedJson } from './ics/ics-observed-json.ts';
import { junitXml } from './junit.ts';
import { FROM_RUN } from './qualification/places.ts';
import { summaryMarkdown } from './summary-markdown.ts';

export interface ReportPaths {
  readonly junit: string;
  readonly html: string;
  readonly summary: string;
  readonly ics: string;
}

/**
 * Renders every report of a run folder from its record and the catalogue; may be repeated at any time. Its page leads to
 * that of the qualification where there is one beside the run.
 * @param run the record of this folder.
 * @param mutants those that a purpose must catch, by purpose.
 */
export async function writeReports(
  runDir: string,
  run: RecordedRun,
  catalogue: {
    readonly requirements: readonly RequirementSummary[];
    readonly errata?: readonly Erratum[];
    readonly ics?: NonNullable<ReportExtras['ics']>;
  },
  mutants: ReportExtras['mutants'] = new Map(),
): Promise<ReportPaths> {
  const paths = {
    junit: join(runDir, 'junit.xml'),
    html: join(runDir, 'report.html'),
    summary: join(runDir, 'summary.md'),
    ics: join(runDir, 'ics.observed.json'),
  };
  writeFileAtomically(paths.junit, junitXml(run));
  const { requirements, errata = [], ics = [] } = catalogue;
  const extras = { mutants, ics, ...(existsSync(join(runDir, FROM_RUN)) && { qualification: FROM_RUN }) };
  writeFileAtomically(paths.html, await reportHtml(run, requirements, errata, extras));
  writeFileAtomically(paths.summary, summaryMarkdown(run, requirements, errata));
  const keys = ics.map(({ key }) => key);
  writeFileAtomically(paths.ics, icsObservedJson(run, keys));
  return paths;
}
