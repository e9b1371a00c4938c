import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { freshFolder, touchstone } from './testing/touchstone.ts';

const SUT = join(import.meta.dirname, '..', '..', 'fixtures', 'suts', 'embedded-client');
// Every test starts processes, and the machine may be busy with others.
jest.setTimeout(60_000);

describe('What a user may get wrong is told in words:', () => {
  test('a purpose that is misspelt, beside one that is not', async () => {
    const { code, stderr } = await touchstone(['run', SUT, '--only', 'HLF-022', 'transport.bv.deduplicat']);
    expect(code).toBe(78);
    expect(stderr).toContain('nothing matches --only transport.bv.deduplicat');
  });

  test('a folder that is called sut.yaml', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'sut.yaml'));
    const { code, stderr } = await touchstone(['run', folder]);
    expect(code).toBe(78);
    expect(stderr).toMatch(/sut\.yaml: cannot be read: this is a folder\n {2}hint: name a sut\.yaml/);
  });

  test.each(['file', '/proc/touchstone'])('--out %s, which takes no folder', async place => {
    if (place.startsWith('/proc') && !existsSync('/proc/self')) return;
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), '');
    const out = place === 'file' ? join(folder, place) : place;
    const { code, stderr } = await touchstone(['run', SUT, '--only', 'HLF-022', '--out', out]);
    expect(code).toBe(78);
    expect(stderr).toContain('cannot create the run folder');
    expect(stderr).toContain('hint: choose another folder with --out');
  });
});

describe('touchstone report', () => {
  test('renders a record that was cut off, says so, and ends with 2', async () => {
    const out = freshFolder();
    const run = join(out, 'latest');
    const ended = await touchstone(['run', SUT, '--out', out, '--seed', '7', '--only', 'transport.*']);
    expect(ended.code).toBe(0);
    expect(await touchstone(['report', run])).toMatchObject({ code: 0, stderr: '' });

    const record = join(run, 'run.ndjson');
    const lines = readFileSync(record, 'utf8').split('\n').slice(0, -2);
    writeFileSync(record, `${lines.join('\n')}\n`);
    const withoutFooter = await touchstone(['report', run]);
    expect(withoutFooter.code).toBe(2);
    expect(withoutFooter.stderr).toMatch(/the record has no footer: .* (\d+) of \1 purposes have a result/);
    expect(withoutFooter.stdout).toContain('report.html');

    writeFileSync(record, lines.join('\n').slice(0, -5));
    const insideALine = await touchstone(['report', run]);
    expect(insideALine.code).toBe(2);
    expect(insideALine.stderr).toContain('the record ends in the middle of a line');
  });
});
