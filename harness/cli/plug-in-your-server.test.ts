import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { guide } from './testing/guide.ts';
import { freshFolder, touchstone } from './testing/touchstone.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXAMPLE = join(ROOT, 'fixtures', 'hosts', 'example-server');
const { shown, commands: COMMANDS } = guide('plug-in-your-server.md');
jest.setTimeout(120_000);

/** The reader's folder: the example before it has a baseline. */
function myServer(): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-guide-'));
  for (const file of readdirSync(EXAMPLE)) copyFileSync(join(EXAMPLE, file), join(folder, file));
  const sut = readFileSync(join(EXAMPLE, 'sut.yaml'), 'utf8');
  writeFileSync(join(folder, 'sut.yaml'), sut.replace(/^baseline: .*\n/m, ''));
  return folder;
}

describe('docs/plug-in-your-server.md', () => {
  test('shows the adapter, the SUT file and the baseline of the example as they are', () => {
    const [sut = '', entry = ''] = shown('yaml');
    expect(shown('js')).toEqual([readFileSync(join(EXAMPLE, 'host.mjs'), 'utf8')]);
    expect(readFileSync(join(EXAMPLE, 'sut.yaml'), 'utf8')).toBe(`${sut}baseline: ./baseline.yaml\n`);
    expect(readFileSync(join(EXAMPLE, 'baseline.yaml'), 'utf8')).toContain(entry);
  });

  test('leads from nothing to a report with what the server does wrong, and to a gate', async () => {
    const folder = myServer();
    const reports = freshFolder();
    expect(COMMANDS.map(([command]) => command)).toEqual([
      'list',
      'explain',
      'run',
      'show',
      'explain',
      'run',
    ]);
    const outputs: string[] = [];
    for (const command of COMMANDS.filter(words => !words.includes('--jobs'))) {
      const args = command.map(word => (word === 'my-server' ? folder : word));
      const where = { run: ['--plain', '--out', reports], show: ['--run', join(reports, 'latest')] };
      const { code, stdout, stderr } = await touchstone([
        ...args,
        ...(where[args[0] as keyof typeof where] ?? []),
      ]);
      expect({ args, code, stderr }).toMatchObject({ code: args[0] === 'run' ? 1 : 0 });
      outputs.push(stdout);
    }
    const [, , run = '', show = ''] = outputs;
    // All but times and names of endpoints is as the page has it.
    for (const line of shown('text').join('').split('\n')) expect(run).toContain(line);
    expect(show).toContain('/3303/1 among the objects');

    const gate = await touchstone([
      ...['run', EXAMPLE, '--only', 'registration.bv.accept-update-of-object-list'],
      ...['--plain', '--out', reports],
    ]);
    expect(gate.code).toBe(0);
    expect(gate.stdout).toContain('1 failed as known');
  });
});
