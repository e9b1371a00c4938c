import process from 'node:process';
import { explain } from '../catalogue/explain.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { loadSuites } from '../run/suite-index.ts';
import { paint } from './paint.ts';

/** `touchstone explain`. @throws UsageError for a name that nothing has. */
export async function explainName(name: string): Promise<number> {
  const [catalogue, suites] = await Promise.all([loadCatalogue(), loadSuites()]);
  const purposes = suites.map(({ declaration }) => declaration);
  process.stdout.write(`${explain(name, { catalogue, purposes }, paint(process.stdout))}\n`);
  return 0;
}
