import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DeclaredPurpose, declaredPurposes } from '../purpose/declare.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { PROJECT_ROOT, SOURCE_SUFFIX } from './project-root.ts';

/** A purpose and the suite file that holds it. */
export interface IndexedPurpose {
  readonly declaration: PurposeDeclaration;
  /** Relative to the root of the project. */
  readonly file: string;
}

let index: Promise<readonly IndexedPurpose[]> | null = null;

/** Every purpose there is, sorted by id; the suite files are imported once per process. */
export function loadSuites(): Promise<readonly IndexedPurpose[]> {
  index ??= importSuites();
  return index;
}

async function importSuites(): Promise<readonly IndexedPurpose[]> {
  const suites = join(PROJECT_ROOT, 'suites');
  const entries = await readdir(suites, { recursive: true });
  const files = entries.filter(name => name.endsWith(`.purpose${SOURCE_SUFFIX}`)).sort();
  const found: IndexedPurpose[] = [];
  for (const name of files) {
    const file = join(suites, name);
    const before = declaredPurposes().length;
    await import(pathToFileURL(file).href);
    for (const purpose of declaredPurposes().slice(before)) {
      found.push({ declaration: withoutBody(purpose), file: relative(PROJECT_ROOT, file) });
    }
  }
  return found.sort((a, b) => (a.declaration.id < b.declaration.id ? -1 : 1));
}

function withoutBody({ body: _, ...declaration }: DeclaredPurpose): PurposeDeclaration {
  return declaration;
}
