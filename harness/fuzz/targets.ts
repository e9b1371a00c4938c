import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HarnessBugError, UsageError } from '../errors/touchstone-error.ts';
import type { FuzzTarget } from './engine/target.ts';

const FOLDER = join(import.meta.dirname, 'decoders');

/** Names of all decoders that can be fuzzed: each has a file of its own in the folder. */
export function targetNames(): string[] {
  return readdirSync(FOLDER)
    .filter(name => /^[a-z0-9-]+\.ts$/.test(name))
    .map(name => name.slice(0, -'.ts'.length))
    .toSorted();
}

/** @throws UsageError `fuzz.decoder` when there is none of that name. */
export function targetModule(name: string): string {
  if (targetNames().includes(name)) return pathToFileURL(join(FOLDER, `${name}.ts`)).href;
  throw new UsageError('fuzz.decoder', `There is no decoder "${name}" to fuzz`, {
    hint: `Choose one of ${targetNames().join(', ')}, or all.`,
  });
}

/**
 * Loads a decoder, instrumented where this was asked for before.
 * @throws HarnessBugError `fuzz.target` when the module exports none.
 */
export async function loadTarget(module: string): Promise<FuzzTarget> {
  const exports: unknown = await import(module);
  if (hasTarget(exports)) return exports.target;
  throw new HarnessBugError('fuzz.target', `${module} exports no target`, {
    hint: 'Export a FuzzTarget of the name target.',
  });
}

function hasTarget(exports: unknown): exports is { readonly target: FuzzTarget } {
  return typeof exports === 'object' && exports !== null && 'target' in exports;
}
