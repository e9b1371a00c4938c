import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { LegalVariant, Mutant } from '../mutant/mutant.ts';
import { PROJECT_ROOT, SOURCE_SUFFIX } from '../run/project-root.ts';

/** What the purposes are tried on. */
export type Subject = Mutant | LegalVariant;

let index: Promise<readonly Subject[]> | null = null;

/**
 * Every mutant and legal variant there is, sorted by id; their files are imported once per process.
 * @throws HarnessBugError when two have the same id, or one is declared carelessly.
 */
export function loadSubjects(): Promise<readonly Subject[]> {
  index ??= importSubjects();
  return index;
}

async function importSubjects(): Promise<readonly Subject[]> {
  const subjects = [
    ...(await importFrom('mutants', `.mutants${SOURCE_SUFFIX}`)),
    ...(await importFrom('variants', `.variants${SOURCE_SUFFIX}`)),
  ];
  const ids = new Set<string>();
  for (const subject of subjects) {
    assertDeclarable(subject, ids);
    ids.add(subject.id);
  }
  return subjects.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function importFrom(folder: string, suffix: string): Promise<readonly Subject[]> {
  const root = join(PROJECT_ROOT, 'fixtures', folder);
  const files = (await readdir(root, { recursive: true })).filter(name => name.endsWith(suffix)).sort();
  const found: Subject[] = [];
  for (const name of files) {
    const file = join(root, name);
    const { default: subjects } = (await import(pathToFileURL(file).href)) as { default: unknown };
    if (!Array.isArray(subjects))
      throw careless(`${relative(PROJECT_ROOT, file)} has no list of ${folder} as its default export`);
    found.push(...(subjects as readonly Subject[]));
  }
  return found;
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
