import { EXPONENT_FROM } from './json-number.ts';
import { type JsonValue, MAX_DEPTH } from './json-value.ts';

/**
 * Reads JSON with JSON.parse; undefined where that fails or could lose something. A text that JSON.stringify would write again
 * has no name twice, no integer that was rounded, and no number in another form.
 */
export function plainJson(text: string): JsonValue | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
    // Both are iterative or watch the stack themselves: what is nested too deep for them ends in the catch.
    if (JSON.stringify(root) !== text) return undefined;
  } catch {
    return undefined;
  }
  if (!isContainer(root)) return written(root);
  return makeExact(root, MAX_DEPTH) ? (root as JsonValue) : undefined;
}

type Container = unknown[] | Record<string, unknown>;

/** Gives numbers the type that their text has, changing the containers in place; false where they are nested too deep. */
function makeExact(container: Container, depth: number): boolean {
  if (depth === 0) return false;
  return Array.isArray(container) ? itemsExact(container, depth - 1) : membersExact(container, depth - 1);
}

function itemsExact(items: unknown[], depth: number): boolean {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (typeof item === 'number') items[index] = written(item);
    else if (isContainer(item) && !makeExact(item, depth)) return false;
  }
  return true;
}

function membersExact(members: Record<string, unknown>, depth: number): boolean {
  for (const name in members) {
    const member = members[name];
    if (typeof member === 'number') members[name] = written(member);
    else if (isContainer(member) && !makeExact(member, depth)) return false;
  }
  return true;
}

function written(value: unknown): JsonValue {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) >= EXPONENT_FROM) {
    return value as JsonValue;
  }
  return BigInt(Number.isSafeInteger(value) ? value : String(value));
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
