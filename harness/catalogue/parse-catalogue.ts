import { ConfigurationError } from '../errors/touchstone-error.ts';
import { fileValidator } from '../yaml/file-validator.ts';
import { FileMistakes, type Mistake } from '../yaml/mistake.ts';
import { type FieldPath, parseYaml, type YamlDocument } from '../yaml/yaml-document.ts';
import type { Catalogue, Requirement } from './catalogue.ts';
import { type CatalogueSource, ERRATA_FOLDER, ICS_FILE } from './catalogue-sources.ts';
import { type ErrataFile, errataFileSchema } from './errata/errata.schema.ts';
import { errataMistakes } from './errata/errata-mistakes.ts';
import type { Erratum } from './errata/erratum.ts';
import { type IcsFile, icsFileSchema } from './ics.schema.ts';
import { type RequirementFile, requirementFileSchema } from './requirement.schema.ts';
import { compareRequirementIds } from './requirement-id.ts';

const icsMistakes = fileValidator(icsFileSchema, {});
const requirementMistakes = fileValidator(requirementFileSchema, {});
const errataSchemaMistakes = fileValidator(errataFileSchema, {});

type FileKind = 'requirements' | 'ics' | 'errata';

const SCHEMA_MISTAKES = {
  requirements: requirementMistakes,
  ics: icsMistakes,
  errata: errataSchemaMistakes,
} as const satisfies Record<FileKind, unknown>;

/**
 * Parses and validates the YAML files of a catalogue.
 * @param purposes ids of the purposes that errata may name; null where they are not known, and then not judged
 * @throws ConfigurationError naming file, line, field and expectation of every mistake in every file.
 */
export function parseCatalogue(
  sources: readonly CatalogueSource[],
  purposes: readonly string[] | null = null,
): Catalogue {
  const files = sources.map(source => {
    const kind = kindOf(source.name);
    return { name: source.name, kind, ...read(source, SCHEMA_MISTAKES[kind]) };
  });
  // While a file of requirements cannot be read, nobody knows which ones there are.
  const requirementsKnown = files.every(
    ({ kind, mistakes }) => kind !== 'requirements' || mistakes.length === 0,
  );
  const requirements = files.flatMap(({ kind, document, mistakes }) => {
    if (kind !== 'requirements' || mistakes.length > 0) return [];
    const { group, requirements: found } = document.data as RequirementFile;
    return found.map((requirement): Requirement => ({ ...requirement, group }));
  });
  const known = { requirements: requirementsKnown ? requirements.map(({ id }) => id) : null, purposes };

  const ics: IcsFile['keys'] = [];
  const errata: Erratum[] = [];
  const faulty: FileMistakes[] = [];
  const places = new Map<string, string>();
  for (const { name, kind, document, mistakes } of files) {
    if (mistakes.length > 0) {
      faulty.push(new FileMistakes('catalogue.invalid', name, mistakes));
      continue;
    }
    const found: Mistake[] = [];
    for (const [label, field] of namesIn(kind, document)) {
      const position = document.locate(field);
      const earlier = places.get(label);
      if (earlier === undefined) places.set(label, `${name}:${position.line}`);
      else found.push({ ...position, field, ...repetition(label, earlier) });
    }
    if (kind === 'ics') ics.push(...(document.data as IcsFile).keys);
    if (kind === 'errata') {
      const { topic, errata: listed } = document.data as ErrataFile;
      errata.push(...listed.map(erratum => ({ ...erratum, topic })));
      found.push(...errataMistakes(document, known));
    }
    if (found.length > 0) faulty.push(new FileMistakes('catalogue.invalid', name, found));
  }
  if (faulty.length > 0) throw invalid(faulty);
  return { requirements: requirements.sort((a, b) => compareRequirementIds(a.id, b.id)), ics, errata };
}

function kindOf(name: string): FileKind {
  if (name === ICS_FILE) return 'ics';
  return name.startsWith(`${ERRATA_FOLDER}/`) ? 'errata' : 'requirements';
}

/** What may occur only once in all files, and where it stands. */
function namesIn(
  kind: FileKind,
  { data }: YamlDocument,
): readonly (readonly [name: string, field: FieldPath])[] {
  switch (kind) {
    case 'ics':
      return (data as IcsFile).keys.map(({ key }, index) => [key, ['keys', index, 'key']] as const);
    case 'errata':
      return (data as ErrataFile).errata.map(({ id }, index) => [id, ['errata', index, 'id']] as const);
    case 'requirements':
      return (data as RequirementFile).requirements.map(
        ({ id }, index) => [id, ['requirements', index, 'id']] as const,
      );
  }
}

function read(
  { text }: CatalogueSource,
  schemaMistakes: (document: YamlDocument) => readonly Mistake[],
): { readonly document: YamlDocument; readonly mistakes: readonly Mistake[] } {
  const { document, mistakes, readable } = parseYaml(text);
  return { document, mistakes: readable ? [...mistakes, ...schemaMistakes(document)] : mistakes };
}

function repetition(name: string, earlier: string): Pick<Mistake, 'problem' | 'remedy'> {
  return {
    problem: `found ${JSON.stringify(name)}, expected a name of its own; this one is also at ${earlier}`,
    remedy: 'keep one of the two',
  };
}

/** Several files can be wrong at once, so each remedy names its file too. */
function invalid(faulty: readonly FileMistakes[]): ConfigurationError {
  const remedies = faulty.flatMap(({ file, mistakes }) =>
    mistakes.map(({ line, remedy }) => `${file}:${line}: ${remedy}`),
  );
  return new ConfigurationError('catalogue.invalid', faulty.map(({ message }) => message).join('\n'), {
    hint: remedies.join('\n'),
  });
}
