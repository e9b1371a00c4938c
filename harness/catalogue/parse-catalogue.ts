import { ConfigurationError } from '../errors/touchstone-error.ts';
import { fileValidator } from '../yaml/file-validator.ts';
import { FileMistakes, type Mistake } from '../yaml/mistake.ts';
import { type FieldPath, parseYaml, type YamlDocument } from '../yaml/yaml-document.ts';
import type { Catalogue, Requirement } from './catalogue.ts';
import { type CatalogueSource, ICS_FILE } from './catalogue-sources.ts';
import { type IcsFile, icsFileSchema } from './ics.schema.ts';
import { type RequirementFile, requirementFileSchema } from './requirement.schema.ts';
import { compareRequirementIds } from './requirement-id.ts';

const icsMistakes = fileValidator(icsFileSchema, {});
const requirementMistakes = fileValidator(requirementFileSchema, {});

/**
 * Parses and validates the YAML files of a catalogue.
 * @throws ConfigurationError naming file, line, field and expectation of every mistake in every file.
 */
export function parseCatalogue(sources: readonly CatalogueSource[]): Catalogue {
  const faulty: FileMistakes[] = [];
  const places = new Map<string, string>();
  const requirements: Requirement[] = [];
  const ics: IcsFile['keys'] = [];

  for (const source of sources) {
    const isIcs = source.name === ICS_FILE;
    const { document, mistakes } = read(source, isIcs ? icsMistakes : requirementMistakes);
    if (mistakes.length > 0) {
      faulty.push(new FileMistakes('catalogue.invalid', source.name, mistakes));
      continue;
    }
    const repeated: Mistake[] = [];
    const claim = (name: string, field: FieldPath): void => {
      const position = document.locate(field);
      const earlier = places.get(name);
      if (earlier === undefined) places.set(name, `${source.name}:${position.line}`);
      else repeated.push({ ...position, field, ...repetition(name, earlier) });
    };
    if (isIcs) {
      const { keys } = document.data as IcsFile;
      keys.forEach(({ key }, index) => {
        claim(key, ['keys', index, 'key']);
      });
      ics.push(...keys);
    } else {
      const file = document.data as RequirementFile;
      file.requirements.forEach(({ id }, index) => {
        claim(id, ['requirements', index, 'id']);
      });
      requirements.push(...file.requirements.map(requirement => ({ ...requirement, group: file.group })));
    }
    if (repeated.length > 0) faulty.push(new FileMistakes('catalogue.invalid', source.name, repeated));
  }
  if (faulty.length > 0) throw invalid(faulty);
  return { requirements: requirements.sort((a, b) => compareRequirementIds(a.id, b.id)), ics };
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
