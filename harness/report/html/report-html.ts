import { join } from 'node:path';
import type { Erratum } from '../../catalogue/errata/erratum.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import type { RequirementSummary } from '../coverage.ts';
import { packedHtml } from './packed-html.ts';
import { type PageModel, pageModel, type ReportExtras } from './page-model.ts';
import { SHARED_STYLE, selfContainedPage, templatesIn } from './self-contained-page.ts';

const TEMPLATES = join(import.meta.dirname, 'templates');
const FILES = { templates: TEMPLATES, styles: [SHARED_STYLE], script: join(TEMPLATES, 'script.js') };

/** The report of a run as one self-contained page. */
export async function reportHtml(
  run: RecordedRun,
  requirements: readonly RequirementSummary[],
  errata: readonly Erratum[] = [],
  extras: ReportExtras = {},
): Promise<string> {
  const model = pageModel(run, requirements, errata, extras);
  const quiet = model.purposes.flatMap(({ purposes }) => purposes.filter(({ attention }) => !attention));
  const bodies = await packedHtml(bodiesOf(quiet));
  const packed = new Map(quiet.map((purpose, index) => [purpose, bodies[index]]));
  return selfContainedPage(FILES, { ...model, packed });
}

/** One after the other: all of them at once would fill the memory. */
function* bodiesOf(purposes: readonly PageModel['purposes'][number]['purposes'][number][]): Iterable<string> {
  const templates = templatesIn(TEMPLATES);
  for (const { body } of purposes) yield templates.render('./purpose-body', body());
}
