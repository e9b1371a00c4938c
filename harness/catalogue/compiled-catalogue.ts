import type { Catalogue } from './catalogue.ts';

/** Beside the YAML files; written by the generator after validation. */
export const COMPILED_CATALOGUE_FILE = 'catalogue.generated.json';

export interface CompiledCatalogue {
  /** Of the YAML files it was made from. */
  readonly digest: string;
  readonly catalogue: Catalogue;
}
