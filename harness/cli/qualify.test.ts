import { once } from 'node:events';
import { existsSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { freshFolder, start, touchstone } from './testing/touchstone.ts';

const SCHEMAS = join(import.meta.dirname, '..', 'schema');
// Every test starts processes, and the machine may be busy with others.
jest.setTimeout(60_000);
const qualify = (out: string, ...args: readonly string[]) => touchstone(['qualify', '--out', out, ...args]);

describe('touchstone qualify', () => {
  test('kills a mutant, and writes its document and page', async () => {
    const out = freshFolder();
    const { code, stdout } = await qualify(out, '--only', 'client-never-registers', '--jobs', '1');
    expect(code).toBe(0);
    expect(stdout).toContain('1 of 1 mutant killed by every check that had to');
    expect(stdout).toContain('this is not a complete qualification');
    expect(stdout).not.toContain('\u001b');
    const page = join(out, 'qualification', 'qualification.html');
    expect(stdout).toContain(`report  ${page}\n`);
    expect(readFileSync(page, 'utf8')).toContain('client-never-registers');
  });

  test('prints with --json the document that it writes, in the published shape, and nothing else', async () => {
    const out = freshFolder();
    const { code, stdout } = await qualify(out, '--only', 'client-never-registers', '--json');
    expect(code).toBe(0);
    const schema = JSON.parse(readFileSync(join(SCHEMAS, 'qualification.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const document = JSON.parse(stdout);
    expect(validate(document) ? [] : validate.errors).toEqual([]);
    expect(readFileSync(join(out, 'qualification', 'qualification.json'), 'utf8')).toBe(stdout);
    expect(document).toMatchObject({ mutants: 1, killed: 1, survivors: [], partial: true });
  });

  test('refuses a name that nothing has, with the nearest one', async () => {
    const out = freshFolder();
    const { code, stdout, stderr } = await qualify(out, '--only', 'client-never-register', '--json');
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr).toContain('did you mean client-never-registers?');
    expect(existsSync(join(out, 'qualification', 'qualification.json'))).toBe(false);
  });

  test.each(['0', 'many', '1.5'])('refuses --jobs %s as usage', async jobs => {
    expect((await qualify(freshFolder(), '--jobs', jobs)).code).toBe(64);
  });

  test('refuses a folder that it cannot write into', async () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');
    const { code, stderr } = await qualify(file);
    expect(code).toBe(78);
    expect(stderr).toContain(`${join(file, 'qualification')} cannot be written`);
    expect(stderr).toContain('--out');
  });

  test('ends with 130 on an interrupt, and writes nothing', async () => {
    const out = freshFolder();
    const watcher = watch(out);
    const { child, ended } = start(['qualify', '--out', out]);
    // It is made as soon as the command listens to signals.
    if (!existsSync(join(out, 'qualification'))) await once(watcher, 'change');
    watcher.close();
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted');
    expect(existsSync(join(out, 'qualification', 'qualification.json'))).toBe(false);
  });
});

describe('touchstone list --mutants', () => {
  test('lists what the purposes are proven on, also in the published shape', async () => {
    const { code, stdout } = await touchstone(['list', '--mutants']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^MUTANT +BREAKS +CHECKS +DEFECT\n/);
    const list = JSON.parse((await touchstone(['list', '--mutants', '--json'])).stdout);
    const mutant = list.mutants.find(({ id }: { id: string }) => id === 'client-never-registers');
    expect(mutant.kills).toContainEqual({
      check: 'registration.bv.register-parameters/register-sent',
      reason: 'message.missing',
    });
    expect(stdout).toMatch(
      new RegExp(`client-never-registers +HLF-019 +${mutant.kills.length} +never sends a Register\\n`),
    );
    const purpose = list.purposes.find(
      ({ id }: { id: string }) => id === 'registration.bv.register-parameters',
    );
    expect(purpose.mutants).toContain('client-never-registers');
  });

  test('has each explained', async () => {
    const { code, stdout } = await touchstone(['explain', 'client-never-registers']);
    expect(code).toBe(0);
    expect(stdout).toContain('This client never sends a Register.');
    expect((await touchstone(['explain', 'registration.bv.register-parameters'])).stdout).toMatch(
      /Proven by\n(.*\n)* +client-never-registers +never sends a Register\n/,
    );
  });
});
