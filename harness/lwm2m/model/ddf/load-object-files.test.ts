import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../../errors/touchstone-error.ts';
import { FileMistakes } from '../../../yaml/mistake.ts';
import { loadObjectFiles, MAX_FILE_SIZE } from './load-object-files.ts';

const FIXTURES = join(import.meta.dirname, '../../../../fixtures/objects');
const GREENHOUSE = join(FIXTURES, 'acme-greenhouse.xml');
const TEXT = readFileSync(GREENHOUSE, 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What is thrown for these files. */
function trouble(...paths: readonly string[]): ConfigurationError {
  try {
    loadObjectFiles(paths);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new TypeError('nothing was thrown');
}

describe('loadObjectFiles', () => {
  test('gives the objects of each file with its digest', () => {
    const [loaded, ...others] = loadObjectFiles([GREENHOUSE]);
    expect(others).toEqual([]);
    expect(loaded).toMatchObject({ path: GREENHOUSE, objects: [{ id: 33100 }] });
    expect(loaded?.sha256).toBe(createHash('sha256').update(TEXT).digest('hex'));
  });

  test('counts a file that is named twice once', () => {
    const again = join(FIXTURES, '.', 'acme-greenhouse.xml');
    expect(loadObjectFiles([GREENHOUSE, `${FIXTURES}/../objects/acme-greenhouse.xml`, again])).toHaveLength(
      1,
    );
  });

  test('says that an object takes the place of one that is built in', () => {
    const [loaded] = loadObjectFiles([join(FIXTURES, 'acme-device.xml')]);
    expect(loaded?.notices).toEqual([
      expect.stringContaining('object 3 (Device 1.0) replaces Device 1.0, which is built in'),
    ]);
  });

  test('names file, line and element of what is noticed', () => {
    const [loaded] = loadObjectFiles([GREENHOUSE]);
    expect(loaded?.notices).toEqual([
      expect.stringMatching(/acme-greenhouse\.xml:129: Object\[33100\]\.Item\[11\]\.Type: Corelnk/),
    ]);
  });

  test('reads a file that begins with a byte order mark', () => {
    expect(loadObjectFiles([file('bom.xml', `\uFEFF${TEXT}`)])[0]?.objects).toHaveLength(1);
  });

  test('names file and line of every mistake, with exit code 78', () => {
    const path = file('wrong.xml', TEXT.replace('>Float<', '>Flot<').replace('>Boolean<', '>Bool<'));
    const error = trouble(path);
    expect(error).toBeInstanceOf(FileMistakes);
    expect(error).toMatchObject({ code: 'object-file.invalid', exitCode: 78 });
    expect(error.message.split('\n')).toEqual([
      expect.stringContaining(
        'wrong.xml:49: Object[33100].Item[3].Type: found "Flot", expected one of String',
      ),
      expect.stringContaining('wrong.xml:59: Object[33100].Item[4].Type: found "Bool"'),
    ]);
    expect(error.hint).toContain('line 49: write Float');
  });

  test('tells the mistakes of all files together', () => {
    const error = trouble(file('a.xml', '<LWM2M/>'), join(folder, 'nowhere.xml'), file('b.xml', '<oops>'));
    expect(error.exitCode).toBe(78);
    for (const name of ['a.xml:1', 'nowhere.xml', 'b.xml:1']) expect(error.message).toContain(name);
  });

  test('refuses two files that describe one object', () => {
    const error = trouble(GREENHOUSE, file('copy.xml', TEXT));
    expect(error.message).toMatch(
      /copy\.xml:1: Object\[33100\]: object 33100 is also in .*acme-greenhouse\.xml/,
    );
  });

  test.each([
    ['bytes that are not UTF-8', 'latin.xml', Uint8Array.of(0x3c, 0xe9, 0x3e), 'not UTF-8'],
    [
      'a file that is too large',
      'large.xml',
      new Uint8Array(MAX_FILE_SIZE + 1),
      `expected no more than ${MAX_FILE_SIZE}`,
    ],
    [
      'a document type',
      'bomb.xml',
      `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(99)}">]><LWM2M>&b;</LWM2M>`,
      'DOCTYPE',
    ],
  ])('refuses %s', (_, name, content, expected) => {
    expect(trouble(file(name, content)).message).toContain(expected);
  });

  test('refuses a folder, and a link to nowhere', () => {
    expect(trouble(folder).message).toContain('not a file');
    symlinkSync('/nowhere/at/all', join(folder, 'link.xml'));
    expect(trouble(join(folder, 'link.xml')).message).toContain('leads nowhere');
  });

  test('stops telling after many mistakes', () => {
    const error = trouble(file('many.xml', `<LWM2M>${'<a/>\n'.repeat(500)}</LWM2M>`));
    expect(error.message.split('\n')).toHaveLength(51);
    expect(error.message).toContain('and 450 more mistakes');
  });
});
