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

const SUITES = join(PROJECT_ROOT, 'suites');
const indexes = new Map<string, Promise<readonly IndexedPurpose[]>>();

/**
 * Every purpose there is below a folder of the project, sorted by id; suite files are imported once per process.
 * @param suites absolute path; the suites of the project unless given.
 */
export function loadSuites(suites: string = SUITES): Promise<readonly IndexedPurpose[]> {
  const index = indexes.get(suites) ?? importSuites(suites);
  indexes.set(suites, index);
  return index;
}

async function importSuites(suites: string): Promise<readonly IndexedPurpose[]> {
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
