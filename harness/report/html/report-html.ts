import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import type { Erratum } from '../../catalogue/errata/erratum.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import type { RequirementSummary } from '../coverage.ts';
import { escapeHtml } from '../escape-html.ts';
import { pageModel } from './page-model.ts';

const TEMPLATES = join(import.meta.dirname, 'templates');

/** One self-contained page: no request leaves it, it opens from `file://`, and it reads without scripts. */
export function reportHtml(
  run: RecordedRun,
  requirements: readonly RequirementSummary[],
  errata: readonly Erratum[] = [],
): string {
  const eta = new Eta({
    views: TEMPLATES,
    autoEscape: true,
    escapeFunction: text => escapeHtml(String(text)),
    cache: true,
  });
  const asset = (name: string) => readFileSync(join(TEMPLATES, name), 'utf8');
  const script = asset('script.js');
  return eta.render('./page', {
    ...pageModel(run, requirements, errata),
    style: asset('style.css'),
    script,
    // Should a string ever slip through unescaped, the browser still runs no script but this one.
    scriptHash: `sha256-${createHash('sha256').update(script).digest('base64')}`,
  });
}
