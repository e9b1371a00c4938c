/** The words of which the schemas of user files are made. A `description` is what a mistake tells as expected. */
import { type TNumber, type TString, type TUnsafe, Type } from '@sinclair/typebox';

/** What YAML reads as a number unless it stands in quotes. */
const NUMERIC = /^\d+(\.\d+)?$/;

/** A string out of a fixed set, as one `enum`, so that a violation is told in one sentence. */
export function oneOf<const Values extends string>(values: readonly Values[]): TUnsafe<Values> {
  const words = values.map(value => (NUMERIC.test(value) ? JSON.stringify(value) : value));
  const quotes = values.some(value => NUMERIC.test(value)) ? ', in quotes' : '';
  return Type.Unsafe<Values>({
    type: 'string',
    enum: [...values],
    description: `${words.join(' or ')}${quotes}`,
  });
}

export function text(description: string, example: string): TString {
  return Type.String({ minLength: 1, description, examples: [example] });
}

export function name(description: string, example: string): TString {
  return Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description, examples: [example] });
}

export function filePath(description: string): TString {
  return Type.String({ minLength: 1, description });
}

export function hostPort(description: string): TString {
  return Type.String({ format: 'host-port', description, examples: ['192.0.2.7:5683'] });
}

export function seconds(description: string, example: number): TNumber {
  return Type.Number({ exclusiveMinimum: 0, maximum: 86_400, description, examples: [example] });
}
