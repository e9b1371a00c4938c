import process from 'node:process';
import { CATALOGUE_FOLDER } from '../catalogue/catalogue-sources.ts';
import { explain } from '../catalogue/explain.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { loadSubjects } from '../qualify/subject-index.ts';
import { loadSuites } from '../run/suite-index.ts';
import { paint } from './paint.ts';

/** `touchstone explain`. @throws UsageError for a name that nothing has. */
export async function explainName(name: string): Promise<number> {
  const [suites, subjects] = await Promise.all([loadSuites(), loadSubjects()]);
  const purposes = suites.map(({ declaration }) => declaration);
  const catalogue = await loadCatalogue(
    CATALOGUE_FOLDER,
    purposes.map(({ id }) => id),
  );
  process.stdout.write(`${explain(name, { catalogue, purposes, subjects }, paint(process.stdout))}\n`);
  return 0;
}
