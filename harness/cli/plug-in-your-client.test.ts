import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { guide } from './testing/guide.ts';
import { type Ended, freshFolder, touchstone } from './testing/touchstone.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXAMPLE = join(ROOT, 'fixtures', 'hosts', 'example-client');
const { shown, commands: COMMANDS } = guide('plug-in-your-client.md');
jest.setTimeout(120_000);

/** The reader's folder and reports; each test goes on where the one before has ended. */
const folder = mkdtempSync(join(tmpdir(), 'touchstone-guide-'));
const reports = freshFolder();
const [declared = [], why = [], explainKey = [], part = [], show = [], explain = [], , baseline = []] =
  COMMANDS;

function typed([command = '', ...rest]: readonly string[]): Promise<Ended> {
  const args = rest.map(word => (word === 'my-client' ? folder : word));
  const newest = join(reports, 'latest');
  const where = { run: ['--plain', '--out', reports], show: ['--run', newest], baseline: [newest] };
  return touchstone([command, ...args, ...(where[command as keyof typeof where] ?? [])]);
}

beforeAll(() => {
  for (const file of readdirSync(EXAMPLE)) copyFileSync(join(EXAMPLE, file), join(folder, file));
});

describe('docs/plug-in-your-client.md', () => {
  test('shows the adapter and the SUT file of the example as they are', () => {
    expect(shown('js')).toEqual([readFileSync(join(EXAMPLE, 'host.mjs'), 'utf8')]);
    expect(shown('yaml')[0]).toBe(readFileSync(join(EXAMPLE, 'sut.yaml'), 'utf8'));
    expect(COMMANDS.map(([command]) => command).join(' ')).toBe(
      'run list explain run show explain run baseline',
    );
  });

  test('has the ICS told by a run, as a block that the SUT file takes', async () => {
    const { code, stdout } = await typed(declared);
    expect(code).toBe(0);
    const [block = ''] = /^ics:\n( {2}.*\n)+/m.exec(stdout) ?? [];
    expect(parse(block).ics).toMatchObject({ 'op.read': true, 'op.write': false, 'format.tlv': true });
    appendFileSync(join(folder, 'sut.yaml'), block);
    for (const command of [why, explainKey]) expect(await typed(command)).toMatchObject({ code: 0 });
  });

  test('leads to a report with what the client does wrong', async () => {
    const { code, stdout } = await typed(part);
    expect(code).toBe(1);
    // The reader's reports are where they are by default.
    for (const line of shown('text').join('').split('\n')) expect(stdout).toContain(line);
    expect((await typed(show)).stdout).toContain('a Reset');
    expect(await typed(explain)).toMatchObject({ code: 0 });
  });

  test('leads to one thing that is mended, and to a gate that knows the rest', async () => {
    const [diff = ''] = shown('diff');
    const [context = '', added = ''] = diff.split('\n').map(line => line.slice(1));
    const product = readFileSync(join(folder, 'product.mjs'), 'utf8');
    expect(product.split(context)).toHaveLength(2);
    writeFileSync(join(folder, 'product.mjs'), product.replace(context, `${context}\n${added}`));

    const mended = await typed(part);
    expect(mended.code).toBe(1);
    expect(mended.stdout).not.toContain('FAIL  transport');

    const known = await typed(baseline);
    expect(known).toMatchObject({ code: 0, stderr: '1 unexpected\n' });
    expect(known.stdout).toContain(shown('yaml')[1]);
    writeFileSync(join(folder, 'baseline.yaml'), known.stdout);
    appendFileSync(join(folder, 'sut.yaml'), 'baseline: ./baseline.yaml\n');
    const gate = await typed(part);
    expect(gate.code).toBe(0);
    expect(gate.stdout).toContain('1 failed as known');
    expect(await typed(baseline)).toMatchObject({ code: 0, stdout: '', stderr: 'nothing unexpected\n' });
  });
});
