import { join } from 'node:path';
import type { QualificationDocument } from '../../qualify/qualification.schema.ts';
import type { RequirementSummary } from '../coverage.ts';
import { SHARED_STYLE, selfContainedPage } from '../html/self-contained-page.ts';
import { pageModel } from './page-model.ts';

const TEMPLATES = join(import.meta.dirname, 'templates');
const FILES = {
  templates: TEMPLATES,
  styles: [SHARED_STYLE, join(TEMPLATES, 'style.css')],
  script: join(TEMPLATES, 'script.js'),
};

/**
 * A qualification as one self-contained page.
 * @param requirements of the catalogue, for their titles and gaps.
 * @param report address of a run's report, where there is one beside the page.
 */
export function qualificationHtml(
  document: QualificationDocument,
  requirements: readonly RequirementSummary[],
  report: string | null,
): string {
  return selfContainedPage(FILES, pageModel(document, requirements, report));
}
