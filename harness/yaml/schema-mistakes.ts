import type { ErrorObject } from 'ajv';
import type { Mistake } from './mistake.ts';
import { nearestName } from './nearest-name.ts';
import type { FieldPath, YamlDocument } from './yaml-document.ts';

/**
 * Tells the errors of the schema validator (run with `allErrors` and `verbose`) to the person who wrote the file.
 * A schema names what it expects in its `description`, as a noun phrase, and shows it in `examples`.
 */
export function schemaMistakes(errors: readonly ErrorObject[], document: YamlDocument): readonly Mistake[] {
  // What each branch of a oneOf lacks says nothing to a reader; the oneOf itself is reported, in words.
  const judged = errors.filter(
    ({ schemaPath, keyword }) => !schemaPath.includes('/oneOf/') && keyword !== 'false schema',
  );
  return judged
    .filter((error, index) => OF_A_FIELD.has(error.keyword) || isFirstOfItsValue(error, index, judged))
    .map(error => {
      const { path, problem, remedy } = told(error);
      return { ...document.locate(path), field: path, problem, remedy };
    });
}

/** Each of these concerns another field of the value that is judged. */
const OF_A_FIELD: ReadonlySet<string> = new Set(['additionalProperties', 'required']);

/** One thing said about a value is enough: what is no text need not be told that it is also none of the known texts. */
function isFirstOfItsValue(
  { instancePath }: ErrorObject,
  index: number,
  all: readonly ErrorObject[],
): boolean {
  return !all
    .slice(0, index)
    .some(earlier => earlier.instancePath === instancePath && !OF_A_FIELD.has(earlier.keyword));
}

interface Told {
  readonly path: FieldPath;
  readonly problem: string;
  readonly remedy: string;
}

function told(error: ErrorObject): Told {
  const path = pathOf(error);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(error.params.additionalProperty);
      return { path: [...path, name], ...unknownName(name, known) };
    }
    case 'required': {
      const name = String(error.params.missingProperty);
      const expected = expectation(error.parentSchema?.properties?.[name]);
      return {
        path: [...path, name],
        problem: `missing${expected === null ? '' : `, expected ${expected.text}`}`,
        remedy: `add ${name}${expected === null ? '' : `: ${expected.text}${expected.example}`}`,
      };
    }
    case 'enum':
    case 'const': {
      const allowed: readonly unknown[] = error.params.allowedValues ?? [error.params.allowedValue];
      const suggestion = nearestName(String(error.data), allowed.map(String));
      const values = allowed.map(String).join(', ');
      return {
        path,
        problem: `found ${describeFound(error.data)}, expected ${allowed.length > 1 ? 'one of ' : ''}${values}`,
        remedy: suggestion === null ? `write ${oneOfWords(allowed.map(String))}` : `write ${suggestion}`,
      };
    }
    default: {
      const expected = expectation(error.parentSchema) ?? {
        text: error.message ?? error.keyword,
        example: '',
      };
      return {
        path,
        problem: `found ${describeFound(error.data)}, expected ${expected.text}${bound(error)}`,
        remedy: `write ${expected.text}${expected.example}`,
      };
    }
  }
}

function unknownName(
  name: string,
  known: readonly string[],
): { readonly problem: string; readonly remedy: string } {
  const suggestion = nearestName(name, known);
  const names =
    known.length <= MANY ? known.join(', ') : `${known.slice(0, MANY).join(', ')} … (${known.length} in all)`;
  return {
    problem: `unknown name, expected ${known.length > 1 ? 'one of ' : ''}${names}`,
    remedy: suggestion === null ? `remove ${JSON.stringify(name)}` : `did you mean ${suggestion}?`,
  };
}

const MANY = 20;

/** A value as a sentence can hold it. */
function describeFound(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function bound({ keyword, params }: ErrorObject): string {
  return 'limit' in params && keyword.endsWith('imum') ? ` (${params.comparison} ${params.limit})` : '';
}

function oneOfWords(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : String(names[0]);
}

function expectation(schema: unknown): { readonly text: string; readonly example: string } | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const { description, examples, const: only } = schema as Record<string, unknown>;
  const example = Array.isArray(examples) ? `, for example ${JSON.stringify(examples[0])}` : '';
  if (typeof description === 'string') return { text: description, example };
  return only === undefined ? null : { text: JSON.stringify(only), example };
}

function pathOf({ instancePath }: ErrorObject): FieldPath {
  return instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
}
