import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from './catalogue.ts';
import { CATALOGUE_FOLDER, readSources, sourcesDigest } from './catalogue-sources.ts';
import type { CompiledCatalogue } from './compiled-catalogue.ts';
import { COMPILED_CATALOGUE_FILE } from './compiled-catalogue.ts';

/**
 * The requirement catalogue. Takes the compiled form while its digest matches the YAML beside it, because parsing and
 * validating YAML costs more than a short command may take; otherwise parses and validates the YAML.
 * @throws ConfigurationError naming file, line, field and expectation.
 */
export async function loadCatalogue(folder: string = CATALOGUE_FOLDER): Promise<Catalogue> {
  const sources = readSources(folder);
  const compiled = readCompiled(folder);
  if (compiled !== null && compiled.digest === sourcesDigest(sources)) return compiled.catalogue;
  const { parseCatalogue } = await import('./parse-catalogue.ts');
  return parseCatalogue(sources);
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
