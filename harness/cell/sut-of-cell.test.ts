import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { FAKE_HOST } from '../sut/testing/fake-sut.ts';
import type { CellOrder } from './cell-messages.ts';
import { SutOfCell } from './sut-of-cell.ts';

const cells: SutOfCell[] = [];
afterEach(async () => {
  for (const cell of cells.splice(0)) await cell.stop();
});

describe('SutOfCell', () => {
  test('gives every verb of the role for the embedded pair, and a fresh port for every purpose', async () => {
    const cell = open({ 'in-process': { peer: 'reference-client' } });
    expect((await cell.launch()).verbs).toContain('triggerUpdate');
    expect(await cell.port()).toEqual({ kind: 'in-process' });
  });

  test('gives the verbs of a bootstrap server for the embedded one', async () => {
    const cell = open(
      { 'in-process': { peer: 'reference-bootstrap-server' } },
      null,
      () => {},
      'bootstrap-server',
    );
    expect((await cell.launch()).verbs).toEqual([
      'hello',
      'start',
      'stop',
      'configure',
      'trigger',
      'provision',
    ]);
  });

  test('launches a SUT once and hands out the same control', async () => {
    const cell = open(host('good'), 'stdio');
    expect(await cell.launch()).toMatchObject({
      product: { name: 'Fake' },
      verbs: ['start', 'stop', 'read'],
    });
    const [first, second] = [await cell.port(), await cell.port()];
    expect(second).toMatchObject({ kind: 'controlled', control: controlOf(first) });
  });

  test('brings a SUT that died up again for the next purpose, and says so', async () => {
    const lines: string[] = [];
    const cell = open(host('dies-later'), 'stdio', line => lines.push(line));
    await cell.launch();
    const before = await cell.port();
    if (before.kind !== 'controlled') throw new TypeError('a process is controlled');
    await expect(before.control.call('read', { endpoint: 'x', path: '/3' })).rejects.toThrow();
    expect((await before.died).reason).toContain('139');
    const after = await cell.port();
    expect(controlOf(after)).not.toBe(before.control);
    expect(lines.join('\n')).toContain('died');
  });

  test('talks to a server at a known address without control, and can tell it nothing', async () => {
    const cell = open({ remote: { address: 'coap://127.0.0.1:5683' } }, null, () => {}, 'server');
    expect(await cell.launch()).toEqual({ product: null, verbs: ['start', 'stop'] });
    const port = await cell.port();
    if (port.kind !== 'controlled') throw new TypeError('a remote SUT is controlled');
    expect(await port.control.call('start', {})).toEqual({ uri: 'coap://127.0.0.1:5683' });
    await expect(port.control.call('read', {})).rejects.toMatchObject({ name: 'UnsupportedVerb' });
  });
});

function open(
  launch: object,
  transport: 'stdio' | null = null,
  onProgress: (line: string) => void = () => {},
  role = 'client',
  lwm2m: unknown = '1.0',
): SutOfCell {
  const file = join(mkdtempSync(join(tmpdir(), 'touchstone-test-')), 'sut.yaml');
  const control = transport === null ? {} : { control: { protocol: 'touchstone-control', transport } };
  const none = 'remote' in launch ? { control: 'none' } : {};
  const identity = { name: 'fake', vendor: 'Touchstone', version: '3.2.1' };
  const sut = { schema: 'touchstone/sut@1', identity, role, lwm2m, launch, ...control, ...none };
  writeFileSync(file, JSON.stringify(sut));
  const cell = new SutOfCell(
    { descriptor: file, runId: 'test', launchedBefore: false, cell: { lwm2m: '1.1' } } as CellOrder,
    onProgress,
  );
  cells.push(cell);
  return cell;
}

function host(behaviour: string): object {
  return { process: { command: [process.execPath, FAKE_HOST, behaviour, 'client', '3.2.1'] } };
}

function controlOf(port: Awaited<ReturnType<SutOfCell['port']>>): unknown {
  return port.kind === 'controlled' ? port.control : null;
}
