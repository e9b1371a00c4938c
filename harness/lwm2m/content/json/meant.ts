/** What peers mean by a JSON value of another type than is due. The value itself where its type is right; undefined for nothing. */
import { readJsonLiteral } from './json-literal.ts';
import type { JsonValue } from './json-value.ts';

/** A number, also in a string. */
export function numberMeant(value: JsonValue | undefined): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  const literal = typeof value === 'string' ? readJsonLiteral(value) : null;
  if (literal === null || literal.fault !== null) return undefined;
  return typeof literal.value === 'bigint' || typeof literal.value === 'number' ? literal.value : undefined;
}

/** A string, also without its quotes where it is a number. */
export function textMeant(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** A Boolean, also as 0 and 1 or in a string. */
export function booleanMeant(value: JsonValue | undefined): boolean | undefined {
  if (value === 0n || value === 1n) return value === 1n;
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'boolean' ? value : undefined;
}
