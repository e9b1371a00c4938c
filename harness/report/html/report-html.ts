import { join } from 'node:path';
import type { Erratum } from '../../catalogue/errata/erratum.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import type { RequirementSummary } from '../coverage.ts';
import { pageModel, type ReportExtras } from './page-model.ts';
import { SHARED_STYLE, selfContainedPage } from './self-contained-page.ts';

const TEMPLATES = join(import.meta.dirname, 'templates');
const FILES = { templates: TEMPLATES, styles: [SHARED_STYLE], script: join(TEMPLATES, 'script.js') };

/** The report of a run as one self-contained page. */
export function reportHtml(
  run: RecordedRun,
  requirements: readonly RequirementSummary[],
  errata: readonly Erratum[] = [],
  extras: ReportExtras = {},
): string {
  return selfContainedPage(FILES, pageModel(run, requirements, errata, extras));
}
