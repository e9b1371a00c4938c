import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { Subject } from '../mutant/mutant.ts';
import { PROJECT_ROOT, SOURCE_SUFFIX } from '../run/project-root.ts';

/** Where mutants and legal variants are found; absolute paths. */
export interface SubjectFolders {
  readonly mutants: string;
  readonly variants: string;
}

const FOLDERS: SubjectFolders = {
  mutants: join(PROJECT_ROOT, 'fixtures', 'mutants'),
  variants: join(PROJECT_ROOT, 'fixtures', 'variants'),
};

/**
 * Every mutant and legal variant there is, sorted by id. A folder that is missing holds none.
 * @throws HarnessBugError `qualify.subject` when two have the same id, or one is declared carelessly.
 */
export async function loadSubjects(folders: SubjectFolders = FOLDERS): Promise<readonly Subject[]> {
  const subjects = [
    ...(await importFrom(folders.mutants, 'mutant')),
    ...(await importFrom(folders.variants, 'variant')),
  ];
  const ids = new Set<string>();
  for (const subject of subjects) {
    assertDeclarable(subject, ids);
    ids.add(subject.id);
  }
  return subjects.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function importFrom(root: string, kind: Subject['kind']): Promise<readonly Subject[]> {
  const suffix = `.${kind}s${SOURCE_SUFFIX}`;
  const files = (await namesIn(root)).filter(name => name.endsWith(suffix)).sort();
  const found: Subject[] = [];
  for (const name of files) {
    const file = join(root, name);
    const { default: subjects } = (await import(pathToFileURL(file).href)) as { default: unknown };
    if (!Array.isArray(subjects) || subjects.some(subject => subject?.kind !== kind))
      throw careless(`${relative(PROJECT_ROOT, file)} has no list of ${kind}s as its default export`);
    found.push(...(subjects as readonly Subject[]));
  }
  return found;
}

async function namesIn(root: string): Promise<readonly string[]> {
  try {
    return await readdir(root, { recursive: true });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}

function assertDeclarable(subject: Subject, ids: ReadonlySet<string>): void {
  const { id, kind, variation, hooks } = subject;
  if (ids.has(id)) throw careless(`two mutants or variants are called ${id}`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || !id.startsWith(`${variation.role}-`))
    throw careless(`${id} is no id in kebab-case that begins with its role`);
  if (hooks.length === 0) throw careless(`${id} overrides nothing`);
  if (kind === 'mutant' && Object.keys(subject.kills).length === 0)
    throw careless(`${id} names no check that must catch it`);
}

function careless(message: string): HarnessBugError {
  return new HarnessBugError('qualify.subject', message, { hint: 'correct the file in fixtures/' });
}
