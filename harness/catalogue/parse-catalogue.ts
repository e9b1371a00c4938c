import type { TSchema } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import type { Catalogue, Requirement } from './catalogue.ts';
import { type CatalogueSource, ICS_FILE } from './catalogue-sources.ts';
import { type IcsFile, icsFileSchema } from './ics.schema.ts';
import { type LocatedYaml, parseLocatedYaml } from './located-yaml.ts';
import { type RequirementFile, requirementFileSchema } from './requirement.schema.ts';
import { compareRequirementIds } from './requirement-id.ts';
import { describeViolation } from './schema-violation.ts';

/** A line of a file that says something wrong. */
interface Fault {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Parses and validates the YAML files of a catalogue.
 * @throws ConfigurationError naming file, line, field and expectation of every fault.
 */
export function parseCatalogue(sources: readonly CatalogueSource[]): Catalogue {
  const ajv = new Ajv({ allErrors: true, verbose: true });
  const faults: Fault[] = [];
  const places = new Map<string, string>();

  const read = <File>(source: CatalogueSource, schema: TSchema): { file: File; yaml: LocatedYaml } | null => {
    const yaml = parseLocatedYaml(source.text);
    if ('fault' in yaml) {
      faults.push({ file: source.name, line: yaml.fault.line, text: `is not YAML: ${yaml.fault.message}` });
      return null;
    }
    if (ajv.validate(schema, yaml.data)) return { file: yaml.data as File, yaml };
    for (const violation of (ajv.errors ?? []).map(describeViolation)) {
      const line = yaml.line(violation.pointer, violation.key ?? undefined);
      faults.push({ file: source.name, line, text: `${violation.field} ${violation.expectation}` });
    }
    return null;
  };

  const claim = (source: CatalogueSource, name: string, line: number): void => {
    const earlier = places.get(name);
    if (earlier !== undefined) {
      faults.push({ file: source.name, line, text: `${name} must occur once; it is also at ${earlier}` });
    }
    places.set(name, `${source.name}:${line}`);
  };

  const requirements: Requirement[] = [];
  const ics: IcsFile['keys'] = [];
  for (const source of sources) {
    if (source.name === ICS_FILE) {
      const found = read<IcsFile>(source, icsFileSchema);
      found?.file.keys.forEach((entry, index) => {
        claim(source, entry.key, found.yaml.line(['keys', index, 'key']));
        ics.push(entry);
      });
      continue;
    }
    const found = read<RequirementFile>(source, requirementFileSchema);
    found?.file.requirements.forEach((requirement, index) => {
      claim(source, requirement.id, found.yaml.line(['requirements', index, 'id']));
      requirements.push({ ...requirement, group: found.file.group });
    });
  }
  if (faults.length > 0) throw invalid(faults);
  return { requirements: requirements.sort((a, b) => compareRequirementIds(a.id, b.id)), ics };
}

function invalid(faults: readonly Fault[]): ConfigurationError {
  const lines = faults.map(({ file, line, text }) => `${file}:${line}: ${text}`);
  return new ConfigurationError('catalogue.invalid', lines.join('\n'), {
    hint: 'Correct these lines; the shape is published as catalogue.schema.json and catalogue-ics.schema.json.',
  });
}
