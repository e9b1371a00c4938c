import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readUserFile, whyUnreadable } from './read-user-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-user-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
writeFileSync(at('text'), 'text');
writeFileSync(at('empty'), '');
writeFileSync(at('huge'), '');
truncateSync(at('huge'), 200 << 20);
symlinkSync(at('gone'), at('dangling'));
symlinkSync(at('circle'), at('circle'));
execFileSync('mkfifo', [at('pipe')]);

describe('A file that a user named', () => {
  test('is read, empty or not', () => {
    expect(readUserFile(at('text'), 'a.b', 'hint')).toBe('text');
    expect(readUserFile(at('empty'), 'a.b', 'hint')).toBe('');
  });

  test.each([
    ['gone', 'there is no such file'],
    ['', 'this is a folder'],
    ['pipe', 'this is no ordinary file'],
    ['dangling', 'this symbolic link leads nowhere'],
    ['circle', 'its symbolic links lead in a circle'],
    ['text/below', 'there is no such file: a part of the path is a file itself'],
    ['x'.repeat(300), 'the path is too long'],
    ['nul\0', 'the path has a character that no path can have'],
    ['huge', `it has ${200 << 20} bytes, expected no more than ${16 << 20}`],
  ])('%j is refused in words', (name, why) => {
    const reading = () => readUserFile(at(name), 'a.b', 'do this');
    expect(reading).toThrow(`cannot be read: ${why}`);
    expect(reading).toThrow(expect.objectContaining({ code: 'a.b', hint: 'do this', exitCode: 78 }));
  });

  test('is said to be forbidden where the system says so', () => {
    const refused = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(whyUnreadable(at('text'), refused)).toBe('permission is denied');
  });
});
