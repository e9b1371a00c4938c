import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { FAKE_HOST } from '../sut/testing/fake-sut.ts';
import { freshFolder, recorded, recordedEvents, start, touchstone } from './testing/touchstone.ts';

const ROOT = join(import.meta.dirname, '..', '..');
// Every test starts processes, and the machine may be busy with others.
jest.setTimeout(60_000);

describe('touchstone', () => {
  test('prints its version, which is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(await touchstone(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each(['run', 'list', 'qualify', 'explain', 'show', 'ics', 'report'])(
    'has help on %s',
    async command => {
      const { code, stdout } = await touchstone([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: touchstone ${command}`);
    },
  );

  test.each([
    [['dance']],
    [['run', '--loud']],
    [['run', '--seed', 'x']],
    [['run', '--jobs', '0']],
    [['explain', 'HLF-0999']],
  ])('refuses %p as usage', async args => {
    const { code, stderr } = await touchstone(args);
    expect(code).toBe(64);
    expect(stderr).not.toBe('');
  });

  test('lists in the published shape', async () => {
    const { stdout } = await touchstone(['list', '--json']);
    const schema = JSON.parse(readFileSync(join(ROOT, 'harness', 'schema', 'list.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const list = JSON.parse(stdout);
    expect(validate(list) ? [] : validate.errors).toEqual([]);
    expect(list.requirements).toHaveLength(51);
    for (const role of ['client', 'server', 'bootstrap-server']) {
      expect(
        list.purposes.filter((purpose: { role: string }) => purpose.role === role).length,
      ).toBeGreaterThanOrEqual(24);
    }
  });

  test('lists and explains the errata of the texts', async () => {
    const { code, stdout } = await touchstone(['list', '--errata']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nTLV content\ntlv-server-object-length +wrong text/);
    const explained = await touchstone(['explain', 'tlv-server-object-length']);
    expect(explained).toMatchObject({ code: 0, stdout: expect.stringContaining('Reading chosen') });
    const listed = JSON.parse((await touchstone(['list', '--json'])).stdout);
    expect(listed.errata.length).toBeGreaterThan(100);
  });

  test('says why a purpose would not run', async () => {
    const { code, stdout } = await touchstone([
      'list',
      '--why',
      join(ROOT, 'fixtures', 'suts', 'leshan-client'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/not run .* attr\.pmin is false/);
  });
});

describe('touchstone run', () => {
  test('records and reports a run of the embedded pair, and shows its purposes', async () => {
    const out = freshFolder();
    const { code, stdout } = await touchstone(['run', '--out', out, '--seed', '7', '--only', 'transport.*']);
    expect(code).toBe(0);
    expect(stdout).toContain('exit 0');
    expect(stdout).not.toContain('\u001b');
    const events = recordedEvents(out);
    expect(events.at(0)).toMatchObject({ type: 'header', seed: 7, partial: true });
    expect(events.at(-1)).toMatchObject({ type: 'footer', unexpected: 0, exitCode: 0 });
    for (const file of ['report.html', 'junit.xml', 'summary.md']) {
      expect(readFileSync(join(out, 'latest', file), 'utf8')).toContain('reference');
    }
    const { purpose } = events.find(({ type }) => type === 'result') as { purpose?: string };
    const shown = await touchstone(['show', purpose ?? '', '--run', join(out, 'latest')]);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('LADDER');
  });

  test('prints what the wire showed and the SUT file does not say, ready to copy', async () => {
    const folder = freshFolder();
    const file = join(folder, 'sut.yaml');
    const sut = {
      schema: 'touchstone/sut@1',
      identity: { name: 'silent-about-itself', vendor: 'Touchstone', version: '0.1.0' },
      role: 'client',
      lwm2m: '1.0',
      launch: { 'in-process': { peer: 'reference-client' } },
      ics: { 'object.5': false, 'object.6': true },
    };
    writeFileSync(file, JSON.stringify(sut));
    const only = 'registration.bv.objects-as-declared';
    const { code, stdout } = await touchstone(['run', file, '--out', folder, '--only', only]);
    expect(code).toBe(1);
    expect(stdout).toContain('ics.contradicted');
    expect(stdout).toContain('ICS FROM THE WIRE');
    const printed = await touchstone(['ics', join(folder, 'latest')]);
    expect(printed.code).toBe(0);
    const { ics } = parse(printed.stdout);
    expect(ics).toMatchObject({ 'object.5': true, 'object.7': true, 'object.3303': true });
    expect(ics).not.toHaveProperty(['object.6']);
    writeFileSync(file, JSON.stringify({ ...sut, ics: { ...sut.ics, ...ics } }));
    const again = await touchstone(['run', file, '--out', folder, '--only', only]);
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain('ICS FROM THE WIRE');
  });

  test('refuses an empty selection and records nothing', async () => {
    const out = freshFolder();
    const { code, stderr } = await touchstone(['run', '--out', out, '--only', 'HLF-099']);
    expect(code).toBe(78);
    expect(stderr).toContain('HLF-099');
    expect(recordedEvents(out)).toEqual([]);
  });

  test('names file, line and remedy of a wrong SUT file', async () => {
    const file = join(freshFolder(), 'sut.yaml');
    writeFileSync(
      file,
      'schema: touchstone/sut@1\nidentity:\n  name: acme\n  vendor: Acme\n  version: latest\nrole: sever\n',
    );
    const { code, stderr } = await touchstone(['run', file]);
    expect(code).toBe(78);
    expect(stderr).toContain('sut.yaml:5');
    expect(stderr).toContain('sut.yaml:6');
    expect(stderr).toContain('server');
  });

  test('ends with 69 and says what to do when there is no container engine', async () => {
    const out = freshFolder();
    const sut = join(ROOT, 'fixtures', 'suts', 'leshan-server');
    const env = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
    const { code, stdout } = await touchstone(['run', sut, '--out', out], env);
    expect(code).toBe(69);
    expect(stdout.toLowerCase()).toContain('docker');
    expect(recordedEvents(out).at(-1)).toMatchObject({ type: 'footer', exitCode: 69 });
  });

  test('ends with 130 on an interrupt, with a concluded record, nothing said of what was broken off, and no process left behind', async () => {
    const out = freshFolder();
    const { child, ended } = start(['run', hostThatNeverStarts(), '--out', out]);
    await recorded(out, 'purpose-started');
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const events = recordedEvents(out);
    expect(events.at(-1)).toMatchObject({ type: 'footer', exitCode: 130 });
    expect(events).toContainEqual(expect.objectContaining({ type: 'cell-ended', outcome: 'interrupted' }));
    expect(events.filter(({ type }) => type === 'result')).toEqual([]);
    expect(survivors(out)).toEqual([]);
  });
});

/** A client that comes up and then never says that it has started; its command line names the folder. */
function hostThatNeverStarts(): string {
  const folder = freshFolder();
  const sut = {
    schema: 'touchstone/sut@1',
    identity: { name: 'fake', vendor: 'Touchstone', version: '3.2.1' },
    role: 'client',
    lwm2m: '1.0',
    launch: { process: { command: [process.execPath, FAKE_HOST, 'unready', 'client', '3.2.1', folder] } },
    control: { protocol: 'touchstone-control', transport: 'stdio' },
  };
  const file = join(folder, 'sut.yaml');
  writeFileSync(file, JSON.stringify(sut));
  hosts.push(folder);
  return file;
}

const hosts: string[] = [];

/** Processes whose command line still names a host of these tests or the reports folder. */
function survivors(out: string): string[] {
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter(line => [out, ...hosts].some(name => line.includes(name)));
}
