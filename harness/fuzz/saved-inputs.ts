import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Finding } from './engine/fuzz.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'fixtures/fuzz');

/** Inputs that together reach every branch that was reached: one a line, in hex, shortest first. */
export function readCorpus(decoder: string): Uint8Array[] {
  const file = corpusFile(decoder);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => new Uint8Array(Buffer.from(line, 'hex')));
}

export function writeCorpus(decoder: string, inputs: readonly Uint8Array[]): string {
  const lines = inputs
    .map(input => Buffer.from(input).toString('hex'))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  mkdirSync(join(FIXTURES, 'corpus'), { recursive: true });
  const file = corpusFile(decoder);
  writeFileSync(file, lines.map(line => `${line}\n`).join(''));
  return relative(ROOT, file);
}

/** Inputs that broke a law at some time; by the name of their file. */
export function readFindings(decoder: string): ReadonlyMap<string, Uint8Array> {
  const folder = findingsFolder(decoder);
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.bin'))
    .toSorted();
  return new Map(names.map(name => [name, new Uint8Array(readFileSync(join(folder, name)))]));
}

/** Saves an input under the law that it breaks. Returns its path from the root of the project. */
export function writeFinding(decoder: string, { defect, input }: Finding): string {
  const digest = createHash('sha256').update(input).digest('hex').slice(0, 8);
  const folder = findingsFolder(decoder);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${defect.law}-${digest}.bin`);
  writeFileSync(file, input);
  return relative(ROOT, file);
}

function corpusFile(decoder: string): string {
  return join(FIXTURES, 'corpus', `${decoder}.hex`);
}

function findingsFolder(decoder: string): string {
  return join(FIXTURES, 'findings', decoder);
}
