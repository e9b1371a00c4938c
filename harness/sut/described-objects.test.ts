import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FileMistakes } from '../yaml/mistake.ts';
import { definitionsOfCell, describedObjects } from './described-objects.ts';
import { loadDescriptor } from './load-descriptor.ts';

const GREENHOUSE = join(import.meta.dirname, '../../fixtures/objects/acme-greenhouse.xml');
const SUT = join(import.meta.dirname, '../../fixtures/suts/embedded-client');

function folderWith(objectFiles: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
  cpSync(SUT, folder, { recursive: true });
  cpSync(GREENHOUSE, join(folder, 'greenhouse.xml'));
  const file = join(folder, 'sut.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/^objectFiles: .*$/m, `objectFiles: ${objectFiles}`),
  );
  return folder;
}

describe('objectFiles of a SUT file', () => {
  test('are relative to it', () => {
    const folder = folderWith('[greenhouse.xml]');
    expect(loadDescriptor(folder).objectFiles).toEqual([join(folder, 'greenhouse.xml')]);
    expect(loadDescriptor(SUT).objectFiles).toEqual([join(SUT, 'acme-types.xml')]);
  });

  test.each([
    ['[greenhouse.xml, missing.xml]', 'objectFiles[1]: found missing.xml, expected a file'],
    ['greenhouse.xml', 'objectFiles: found "greenhouse.xml", expected a list of object definition files'],
    ['[7]', 'objectFiles[0]: found 7, expected an object definition file'],
    ['[.]', 'objectFiles[0]: found ., expected a file'],
  ])('are refused as %s', (given, expected) => {
    const folder = folderWith(given);
    expect(() => loadDescriptor(folder)).toThrow(FileMistakes);
    expect(() => loadDescriptor(folder)).toThrow(expected);
  });
});

describe('definitionsOfCell', () => {
  test('knows the objects of the planned files besides those of the version', () => {
    const { files } = describedObjects([GREENHOUSE]);
    expect(files).toMatchObject([{ objects: [33100] }]);
    const { definitions, objects } = definitionsOfCell('1.1', files);
    expect(objects.map(({ id }) => id)).toEqual([33100]);
    expect(definitions(33100)?.name).toBe('Acme Greenhouse');
    expect(definitions(1)?.version).toBe('1.2');
  });

  test('refuses a file that has changed since the run was planned', () => {
    const folder = folderWith('[]');
    const path = join(folder, 'greenhouse.xml');
    const { files } = describedObjects([path]);
    writeFileSync(path, readFileSync(path, 'utf8').replace('Acme Greenhouse', 'Other'));
    expect(() => definitionsOfCell('1.0', files)).toThrow('has changed since the run was planned');
  });
});
