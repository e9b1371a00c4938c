import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadSubjects, type SubjectFolders } from './subject-index.ts';

let folders: SubjectFolders;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-subjects-'));
  folders = { mutants: join(root, 'mutants'), variants: join(root, 'variants') };
});
afterEach(() => {
  rmSync(join(folders.mutants, '..'), { recursive: true, force: true });
});

function write(kind: keyof SubjectFolders, name: string, text: string): void {
  const file = join(folders[kind], 'client', name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

function listOf(...subjects: readonly object[]): string {
  const usual = {
    kind: 'mutant',
    id: 'client-a',
    kills: { 'a.bv.b/c': 'code.unexpected' },
    hooks: ['messageOut'],
    variation: { role: 'client' },
  };
  return `export default ${JSON.stringify(subjects.map(subject => ({ ...usual, ...subject })))};`;
}

describe('The index of mutants and legal variants', () => {
  test('finds the files of both kinds, in any folder, and sorts by id', async () => {
    write('mutants', 'b.mutants.ts', listOf({ id: 'client-b' }, { id: 'client-a' }));
    write('mutants', 'beside.ts', 'throw new Error("is no file of mutants");');
    write('variants', 'c.variants.ts', listOf({ id: 'client-aa', kind: 'variant' }));
    expect((await loadSubjects(folders)).map(({ id }) => id)).toEqual(['client-a', 'client-aa', 'client-b']);
  });

  test('takes a folder that is not there for an empty one', async () => {
    expect(await loadSubjects(folders)).toEqual([]);
  });

  test('is sound in the project itself', async () => {
    const subjects = await loadSubjects();
    expect(subjects.length).toBeGreaterThan(0);
  });

  test.each([
    ['without a default export', 'export const mutants = [];', /a\.mutants\.ts has no list of mutants/],
    ['with something else in its list', 'export default [null];', /has no list of mutants/],
    ['with variants in a file of mutants', listOf({ kind: 'variant' }), /has no list of mutants/],
    ['with an id twice', listOf({}, {}), /two mutants or variants are called client-a/],
    ['with an id that is not in kebab-case', listOf({ id: 'client-A' }), /client-A is no id/],
    ['with an id that does not begin with the role', listOf({ id: 'server-a' }), /server-a is no id/],
    ['that overrides nothing', listOf({ hooks: [] }), /client-a overrides nothing/],
    ['that nothing must catch', listOf({ kills: {} }), /client-a names no check/],
  ])('refuses a file %s', async (_, text, message) => {
    write('mutants', 'a.mutants.ts', text);
    await expect(loadSubjects(folders)).rejects.toMatchObject({
      ...{ code: 'qualify.subject', exitCode: 70 },
      message: expect.stringMatching(message),
    });
  });

  test('refuses an id that a mutant and a variant share', async () => {
    write('mutants', 'a.mutants.ts', listOf({}));
    write('variants', 'a.variants.ts', listOf({ kind: 'variant' }));
    await expect(loadSubjects(folders)).rejects.toThrow(/two mutants or variants are called client-a/);
  });
});
