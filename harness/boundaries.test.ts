import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '..');

/** What each folder may import from, besides itself; the table of docs/architecture.md. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  'harness/errors': [],
  'harness/clock': [],
  'harness/transport': ['errors', 'clock'],
  'harness/coap': ['errors', 'clock', 'transport'],
  'harness/dtls': ['errors', 'clock', 'transport', 'coap/message/deviation'],
  'harness/lwm2m': ['errors', 'coap', 'yaml'],
  'harness/client': ['errors', 'clock', 'transport', 'coap', 'dtls', 'lwm2m'],
  'harness/server': ['errors', 'clock', 'transport', 'coap', 'dtls', 'lwm2m'],
  'harness/verdict': ['errors', 'record', 'yaml', 'requirements'],
  'harness/yaml': ['errors'],
  'harness/record': ['errors', 'clock', 'transport', 'verdict', 'dtls/keys/key-log'],
  'harness/catalogue': [
    'errors',
    'verdict',
    'yaml',
    'requirements',
    'mutant/mutant',
    'mutant/expected-catches',
  ],
  'harness/sut': [
    'errors',
    'clock',
    'transport',
    'coap',
    'lwm2m',
    'client',
    'server',
    'verdict',
    'yaml',
    'requirements',
  ],
  'harness/purpose': [
    'errors',
    'clock',
    'transport',
    'coap',
    'dtls',
    'lwm2m',
    'client',
    'server',
    'verdict',
    'record',
    'sut',
    'run/project-root',
  ],
  'harness/cell': [
    'errors',
    'clock',
    'transport',
    'coap',
    'lwm2m/model',
    'verdict',
    'record',
    'sut',
    'purpose',
    'run/project-root',
  ],
  'harness/run': ['errors', 'verdict', 'record', 'sut', 'purpose', 'cell'],
  'harness/mutant': [
    'errors',
    'clock',
    'transport',
    'coap',
    'dtls',
    'lwm2m',
    'client',
    'server',
    'sut',
    'verdict',
    'requirements',
  ],
  'harness/qualify': [
    'errors',
    'clock',
    'verdict',
    'record',
    'purpose',
    'cell',
    'run',
    'mutant',
    'requirements',
    'yaml/nearest-name',
    'catalogue/deep-readonly',
  ],
  'harness/report': ['errors', 'clock', 'coap', 'dtls', 'lwm2m', 'verdict', 'record', 'catalogue', 'qualify'],
  'harness/bench': ['errors', 'clock', 'transport', 'coap', 'dtls', 'lwm2m'],
  'harness/fuzz': ['errors', 'transport', 'coap', 'dtls', 'lwm2m', 'property'],
  'harness/property': [],
  'harness/differential': ['errors', 'clock', 'coap', 'lwm2m', 'sut', 'yaml'],
  'harness/near-misses': [],
  'harness/cli': [
    'errors',
    'clock',
    'verdict',
    'record',
    'sut',
    'catalogue',
    'run',
    'report',
    'qualify',
    'mutant',
    'requirements',
    'yaml/nearest-name',
  ],
};

/** What suites, and what mutants and variants are written with. */
const SUITE_SURFACES = ['harness/touchstone.ts', 'harness/touchstone-security.ts'];
const MUTATION_SURFACES = ['harness/mutation.ts', 'harness/mutation-security.ts'];
const PUBLIC_SURFACES = [...SUITE_SURFACES, ...MUTATION_SURFACES];

/** Test support of one folder may build what the folder itself may not know. */
const IS_TEST = /\.(?:test|arbitrary)\.ts$|\/testing\//;

describe('dependency boundaries', () => {
  test('hold in every source file of the harness', () => {
    const breaches = sources('harness')
      .filter(file => !IS_TEST.test(file) && !PUBLIC_SURFACES.includes(file))
      .flatMap(file =>
        imports(file)
          .filter(target => !allowed(file, target))
          .map(target => `${file} → ${target}`),
      );
    expect(breaches).toEqual([]);
  });

  test('let suites use the public surface only, and what is beside them', () => {
    const breaches = sources('suites')
      .filter(file => !file.startsWith('suites/requirements/'))
      .flatMap(file =>
        imports(file)
          .filter(target => !SUITE_SURFACES.includes(target) && dirname(target) !== dirname(file))
          .map(target => `${file} → ${target}`),
      );
    expect(breaches).toEqual([]);
  });

  test('let mutants and legal variants use their public surface only, and what is beside them', () => {
    const breaches = ['fixtures/mutants', 'fixtures/variants'].flatMap(sources).flatMap(file =>
      imports(file)
        .filter(target => !MUTATION_SURFACES.includes(target) && dirname(target) !== dirname(file))
        .map(target => `${file} → ${target}`),
    );
    expect(breaches).toEqual([]);
  });

  test('know every folder of the harness', () => {
    const folders = readdirSync(join(ROOT, 'harness'), { withFileTypes: true })
      .filter(entry => entry.isDirectory() && entry.name !== 'schema')
      .map(entry => `harness/${entry.name}`);
    expect(folders.sort()).toEqual(Object.keys(MAY_USE).sort());
  });

  test('see a breach when there is one', () => {
    expect(allowed('harness/coap/endpoint.ts', 'harness/client/read.ts')).toBe(false);
    expect(allowed('harness/client/read.ts', 'harness/coap/endpoint.ts')).toBe(true);
  });
});

function allowed(file: string, target: string): boolean {
  const folder = file.split('/').slice(0, 2).join('/');
  if (target.startsWith(`${folder}/`)) return true;
  return (MAY_USE[folder] ?? []).some(name =>
    name === 'requirements'
      ? target.startsWith('suites/requirements/')
      : target.startsWith(`harness/${name}`),
  );
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name}`);
}

/** Relative imports of a file, as paths from the root. */
function imports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(ROOT, resolve(join(ROOT, dirname(file)), path)),
  );
}
