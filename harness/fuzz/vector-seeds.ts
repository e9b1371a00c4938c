import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const VECTORS = resolve(import.meta.dirname, '../../fixtures/vectors');
const HEX = /^(?:[0-9a-fA-F]{2}|\s)*$/;

/** A payload of the golden vectors, with the path that it is the content of where the vector has one. */
export interface VectorPayload {
  readonly path: string | null;
  readonly bytes: Uint8Array;
}

/**
 * Every payload in the modules under fixtures/vectors whose name starts with a prefix, in whatever export it stands:
 * fields named `hex` hold hex; `text`, `json` and `payload` hold text; a Uint8Array is taken wherever it is.
 */
export async function vectorPayloads(...prefixes: readonly string[]): Promise<VectorPayload[]> {
  const files = readdirSync(VECTORS)
    .filter(name => /^[^.]+\.ts$/.test(name) && prefixes.some(prefix => name.startsWith(prefix)))
    .toSorted();
  const found: VectorPayload[] = [];
  for (const file of files) {
    const module: unknown = await import(pathToFileURL(join(VECTORS, file)).href);
    collect(module, null, found);
  }
  return found;
}

function collect(value: unknown, path: string | null, found: VectorPayload[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Uint8Array) {
    found.push({ path, bytes: value });
    return;
  }
  const own = 'path' in value && typeof value.path === 'string' ? value.path : path;
  for (const [name, field] of Object.entries(value)) {
    // What a vector decodes to holds values, not payloads.
    if (name === 'node' || name === 'value') continue;
    if (typeof field !== 'string') collect(field, own, found);
    else if (name === 'hex' && HEX.test(field)) {
      found.push({ path: own, bytes: new Uint8Array(Buffer.from(field.replace(/\s/g, ''), 'hex')) });
    } else if (name === 'text' || name === 'json' || name === 'payload') {
      found.push({ path: own, bytes: new TextEncoder().encode(field) });
    }
  }
}
