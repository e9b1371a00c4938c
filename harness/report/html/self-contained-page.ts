import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import { escapeHtml } from '../escape-html.ts';

export interface PageFiles {
  /** Folder of the templates; `page.eta` in it is the page. */
  readonly templates: string;
  /** Absolute paths, one after the other. */
  readonly styles: readonly string[];
  /** Absolute path. */
  readonly script: string;
}

/** One self-contained page: no request leaves it, it opens from `file://`, and what needs attention reads without scripts. */
export function selfContainedPage({ templates, styles, script }: PageFiles, model: object): string {
  const code = readFileSync(script, 'utf8');
  return templatesIn(templates).render('./page', {
    ...model,
    style: styles.map(file => readFileSync(file, 'utf8')).join('\n'),
    script: code,
    // Should a string ever slip through unescaped, the browser still runs no script but this one.
    scriptHash: `sha256-${createHash('sha256').update(code).digest('base64')}`,
  });
}

/** The templates of a folder; whatever they print is escaped unless they say otherwise. */
export function templatesIn(folder: string): Eta {
  return new Eta({
    views: folder,
    autoEscape: true,
    escapeFunction: text => escapeHtml(String(text)),
    cache: true,
  });
}

/** The look that all pages share. */
export const SHARED_STYLE = join(import.meta.dirname, 'templates', 'style.css');
