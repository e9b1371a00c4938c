import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { makeFolder } from './make-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'touchstone-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('A folder', () => {
  test('is made with those above it, and may be there already', () => {
    const deep = join(root, 'a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  test('is not made where a file or a link to nowhere is in the way', () => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync(join(root, 'gone'), join(root, 'link'));
    for (const way of ['file', 'link']) {
      expect(() => makeFolder(join(root, way))).toThrow('EEXIST');
      expect(() => makeFolder(join(root, way, 'below'))).toThrow('EEXIST');
    }
  });

  // Only Linux has it; Node's own `recursive` would never come back from it.
  (existsSync('/proc/self') ? test : test.skip)('is refused where the system takes none', () => {
    expect(() => makeFolder('/proc/touchstone/run')).toThrow(/ENOENT|EACCES|EPERM/);
  });
});
