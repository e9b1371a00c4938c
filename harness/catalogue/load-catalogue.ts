import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from './catalogue.ts';
import { CATALOGUE_FOLDER, readSources, sourcesDigest } from './catalogue-sources.ts';
import type { CompiledCatalogue } from './compiled-catalogue.ts';
import { COMPILED_CATALOGUE_FILE } from './compiled-catalogue.ts';
import { matchesPurpose } from './errata/touched-purposes.ts';

/**
 * The requirement catalogue. Takes the compiled form while its digest matches the YAML beside it, because parsing and
 * validating YAML costs more than a short command may take; otherwise parses and validates the YAML.
 * @param purposes ids of the purposes there are, so that errata can be held to them; null where they are not known
 * @throws ConfigurationError naming file, line, field and expectation.
 */
export async function loadCatalogue(
  folder: string = CATALOGUE_FOLDER,
  purposes: readonly string[] | null = null,
): Promise<Catalogue> {
  const sources = readSources(folder);
  const compiled = readCompiled(folder);
  if (
    compiled !== null &&
    compiled.digest === sourcesDigest(sources) &&
    (purposes === null || namesOnly(compiled.catalogue, purposes))
  ) {
    return compiled.catalogue;
  }
  const { parseCatalogue } = await import('./parse-catalogue.ts');
  return parseCatalogue(sources, purposes);
}

/** Whether every purpose that an erratum names exists; where one does not, the YAML tells the line. */
function namesOnly({ errata }: Catalogue, purposes: readonly string[]): boolean {
  return errata.every(erratum =>
    erratum.purposes.every(({ purpose }) => purposes.some(id => matchesPurpose(purpose, id))),
  );
}

/** The file is only ever a shortcut: when it is missing or damaged the YAML answers. */
function readCompiled(folder: string): CompiledCatalogue | null {
  try {
    return JSON.parse(
      readFileSync(join(folder, COMPILED_CATALOGUE_FILE), 'utf8'),
    ) as CompiledCatalogue | null;
  } catch {
    return null;
  }
}
