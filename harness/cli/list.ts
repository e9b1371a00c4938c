import process from 'node:process';
import { CATALOGUE_FOLDER } from '../catalogue/catalogue-sources.ts';
import { renderErrata } from '../catalogue/errata/errata-table.ts';
import { buildList } from '../catalogue/list.ts';
import { renderList } from '../catalogue/list-table.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { renderMutants } from '../catalogue/mutants-table.ts';
import { loadSubjects } from '../qualify/subject-index.ts';
import { loadSuites } from '../run/suite-index.ts';
import { paint } from './paint.ts';

export interface ListOptions {
  readonly json?: boolean;
  /** Path of a SUT file. */
  readonly why?: string;
  readonly errata?: boolean;
  readonly mutants?: boolean;
}

/** `touchstone list`. @throws ConfigurationError when the SUT file is wrong. */
export async function list({
  json = false,
  why,
  errata = false,
  mutants = false,
}: ListOptions): Promise<number> {
  const [suites, subjects] = await Promise.all([loadSuites(), json || mutants ? loadSubjects() : []]);
  const purposes = suites.map(({ declaration }) => declaration);
  if (why !== undefined) return (await import('./list-why.ts')).listWhy(why, purposes, json);
  const catalogue = await loadCatalogue(
    CATALOGUE_FOLDER,
    purposes.map(({ id }) => id),
  );
  const style = paint(process.stdout);
  const text = json
    ? JSON.stringify(buildList(catalogue, purposes, subjects), null, 2)
    : errata
      ? renderErrata(catalogue.errata, purposes, style)
      : mutants
        ? renderMutants(subjects, style)
        : renderList(catalogue, purposes, style);
  process.stdout.write(`${text.trimEnd()}\n`);
  return 0;
}
