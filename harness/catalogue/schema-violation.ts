import type { ErrorObject } from 'ajv';

/** One way in which data differs from its schema, told to the person who wrote it. */
export interface SchemaViolation {
  /** Path to the value that the schema judged. */
  readonly pointer: readonly (string | number)[];
  /** The field inside that value that is unknown or missing, if that is what is wrong. */
  readonly key: string | null;
  /** `requirements[0].level`, or `the file` at the top. */
  readonly field: string;
  /** `must be one of must, should, may, not "shall"`. */
  readonly expectation: string;
}

/** Translates an error of the schema validator, which has to be run with `verbose` to name what was found. */
export function describeViolation(error: ErrorObject): SchemaViolation {
  const pointer = error.instancePath
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(segment => (/^\d+$/.test(segment) ? Number(segment) : segment));
  const key = namedKey(error);
  return {
    pointer,
    key,
    field: fieldName(key === null ? pointer : [...pointer, key]),
    expectation: expectation(error),
  };
}

function namedKey({ keyword, params }: ErrorObject): string | null {
  if (keyword === 'additionalProperties') return String(params.additionalProperty);
  return keyword === 'required' ? String(params.missingProperty) : null;
}

function fieldName(pointer: readonly (string | number)[]): string {
  if (pointer.length === 0) return 'the file';
  return pointer
    .map(segment => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}

function expectation({ keyword, params, data, message, parentSchema }: ErrorObject): string {
  const found = typeof data === 'object' ? '' : `, not ${JSON.stringify(data)}`;
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return `is not a known field; known are ${Object.keys(parentSchema?.properties ?? {}).join(', ')}`;
    case 'enum':
      return `must be one of ${params.allowedValues.join(', ')}${found}`;
    case 'const':
      return `must be ${params.allowedValue}${found}`;
    case 'type':
      return `must be of type ${params.type}${found}`;
    case 'pattern':
      return `must match ${params.pattern}${found}${meaning(parentSchema?.description)}`;
    default:
      return `${message ?? `breaks the rule ${keyword}`}${found}`;
  }
}

function meaning(description: unknown): string {
  return typeof description === 'string' ? ` (${description.replace(/\.$/, '')})` : '';
}
