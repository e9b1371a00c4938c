import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { CATALOGUE_FOLDER, readSources } from './catalogue-sources.ts';
import { COMPILED_CATALOGUE_FILE, type CompiledCatalogue } from './compiled-catalogue.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { parseCatalogue } from './parse-catalogue.ts';

let folder: string;
const compiledFile = () => join(folder, COMPILED_CATALOGUE_FILE);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  cpSync(CATALOGUE_FOLDER, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('Loading the catalogue', () => {
  test('gives what the YAML says', async () => {
    expect(await loadCatalogue()).toEqual(parseCatalogue(readSources(CATALOGUE_FOLDER)));
  });

  test('takes the compiled form while the YAML is what it was made from', async () => {
    const { digest } = JSON.parse(readFileSync(compiledFile(), 'utf8')) as CompiledCatalogue;
    writeFileSync(compiledFile(), JSON.stringify({ digest, catalogue: { requirements: [], ics: [] } }));
    expect(await loadCatalogue(folder)).toEqual({ requirements: [], ics: [] });
  });

  test('takes the YAML when it has changed since', async () => {
    const file = join(folder, 'firmware.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('title: Remote firmware update', 'title: Renewal of the firmware'),
    );
    const { requirements } = await loadCatalogue(folder);
    expect(requirements.find(({ id }) => id === 'HLF-003')?.title).toBe('Renewal of the firmware');
  });

  test.each(['', 'null', '{"digest":', '[1]'])(
    'takes the YAML when the compiled form is damaged: %j',
    async text => {
      writeFileSync(compiledFile(), text);
      expect((await loadCatalogue(folder)).requirements).toHaveLength(51);
    },
  );

  test('blames a fault in the YAML on its line even though a compiled form exists', async () => {
    const file = join(folder, 'firmware.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('level: must', 'level: shall'));
    await expect(loadCatalogue(folder)).rejects.toThrow(
      /^firmware\.yaml:8: requirements\[0\]\.level: found "shall", expected one of/,
    );
  });

  test('tells the line of an erratum whose purpose does not exist, compiled form or not', async () => {
    await expect(loadCatalogue(folder, ['registration.bv.register'])).rejects.toThrow(
      /^errata\/\w+\.yaml:\d+: errata\[\d+\]\.purposes\[0\]\.purpose: found ".*", expected a p/,
    );
  });

  test('notices a change of an erratum', async () => {
    const file = join(folder, 'errata/queue.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/title: .*/, 'title: Another title'));
    const { errata } = await loadCatalogue(folder);
    expect(errata.filter(({ title }) => title === 'Another title')).toHaveLength(1);
  });

  test.each([
    ['a folder that is not there', 'catalogue.unreadable', () => join(folder, 'absent')],
    ['a folder without YAML', 'catalogue.empty', () => mkdtempSync(join(folder, 'empty-'))],
  ])('refuses %s', async (_, code, where) => {
    const failure = await loadCatalogue(where()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(failure).toMatchObject({ code, exitCode: 78 });
  });
});
