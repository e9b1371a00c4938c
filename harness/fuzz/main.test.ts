import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, test } from '@jest/globals';
import { targetNames } from './targets.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));

afterAll(() => rmSync(folder, { recursive: true }));

function fuzz(...args: readonly string[]): { readonly status: number | null; readonly text: string } {
  const options = ['--disable-warning=ExperimentalWarning', MAIN];
  // Jest's own options are no business of the process under test.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, ...args], {
    encoding: 'utf8',
    env,
  });
  return { status, text: stdout + stderr };
}

function input(name: string, bytes: string): string {
  const file = join(folder, name);
  writeFileSync(file, Buffer.from(bytes));
  return file;
}

describe('the fuzz command', () => {
  test('lists every decoder with what it reads', () => {
    const { status, text } = fuzz();
    expect(status).toBe(0);
    expect(text.split('\n').map(line => line.split(' ')[0])).toEqual([...targetNames(), '']);
  });

  test('runs as many executions as it is told, and says how far it came', () => {
    const { status, text } = fuzz('path', '--executions', '300', '--seed', '5');
    expect(status).toBe(0);
    expect(text).toMatch(/^path .* 300 executions .* branches \d+\/\d+ .* findings 0$/m);
    expect(text).toMatch(/slowest: .* branches and \d+ ns a byte/);
  });

  test('replays an input and tells what it reads', () => {
    const { status, text } = fuzz('path', '--replay', input('legal', '/3/0'), input('illegal', '3/0'));
    expect(status).toBe(0);
    expect(text).toMatch(/is read\nbreaks no law/);
    expect(text).toMatch(/is not read\n {2}path \(must\) at byte 0: not a path/);
  });

  test.each([
    [['nothing-like-it'], 'Choose one of'],
    [['path', '--seconds', 'soon'], '--seconds cannot be "soon"'],
    [['path', '--replay', '/nowhere'], 'cannot be read'],
  ])('refuses %j with a hint', (args, hint) => {
    const { status, text } = fuzz(...args);
    expect(status).toBe(64);
    expect(text).toContain(hint);
  });
});
