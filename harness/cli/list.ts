import process from 'node:process';
import { buildList } from '../catalogue/list.ts';
import { renderList } from '../catalogue/list-table.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { loadSuites } from '../run/suite-index.ts';
import { paint } from './paint.ts';

export interface ListOptions {
  readonly json?: boolean;
  /** Path of a SUT file. */
  readonly why?: string;
}

/** `touchstone list`. @throws ConfigurationError when the SUT file is wrong. */
export async function list({ json = false, why }: ListOptions): Promise<number> {
  const [catalogue, suites] = await Promise.all([loadCatalogue(), loadSuites()]);
  const purposes = suites.map(({ declaration }) => declaration);
  if (why !== undefined) return (await import('./list-why.ts')).listWhy(why, purposes, json);
  const text = json
    ? JSON.stringify(buildList(catalogue, purposes), null, 2)
    : renderList(catalogue, purposes, paint(process.stdout));
  process.stdout.write(`${text.trimEnd()}\n`);
  return 0;
}
