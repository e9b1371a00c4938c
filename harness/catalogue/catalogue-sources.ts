import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../errors/touchstone-error.ts';

/** Where the catalogue of the project lies. */
export const CATALOGUE_FOLDER = join(import.meta.dirname, '../../suites/requirements');

/** The file among the sources that holds the ICS keys. */
export const ICS_FILE = 'ics.yaml';

/** Folder in the catalogue whose files hold errata; every other file but the ICS keys holds requirements. */
export const ERRATA_FOLDER = 'errata';

export interface CatalogueSource {
  /** Path in the folder of the catalogue: `ics.yaml`, `errata/tlv.yaml`. */
  readonly name: string;
  readonly text: string;
}

/**
 * The YAML files of a catalogue folder, errata last, in the order of their names.
 * @throws ConfigurationError when the folder cannot be read or holds none.
 */
export function readSources(folder: string): readonly CatalogueSource[] {
  const names = yamlFiles(folder);
  const errata = existsSync(join(folder, ERRATA_FOLDER)) ? yamlFiles(join(folder, ERRATA_FOLDER)) : [];
  const all = [...names, ...errata.map(name => `${ERRATA_FOLDER}/${name}`)];
  if (names.length > 0) return all.map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  throw new ConfigurationError('catalogue.empty', `There is no requirement catalogue in ${folder}.`, {
    hint: 'The catalogue is the YAML files of suites/requirements; reinstall if they are missing.',
  });
}

/** SHA-256 over names and texts: tells whether something made from these sources is still current. */
export function sourcesDigest(sources: readonly CatalogueSource[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of sources) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex');
}

function yamlFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.yaml'))
      .sort();
  } catch (cause) {
    throw new ConfigurationError(
      'catalogue.unreadable',
      `The requirement catalogue ${folder} cannot be read.`,
      {
        hint: 'Check that the folder exists and may be read.',
        cause,
      },
    );
  }
}
