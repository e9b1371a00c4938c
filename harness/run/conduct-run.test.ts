import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CellOrder } from '../cell/cell-messages.ts';
import type { HeaderEvent } from '../record/events.ts';
import { parseDescriptor } from '../sut/load-descriptor.ts';
import type { CellHost, CellListener } from './cell-process.ts';
import { Run } from './conduct-run.ts';
import { cellsOf } from './planned-cell.ts';
import { declaration } from './testing/sample.ts';

const PURPOSES = [declaration('a.bv.one'), declaration('a.bv.two')];
const PROCESS = { process: { command: ['true'] } };
const REMOTE = { remote: { address: 'coap://127.0.0.1:5683' } };

/** An instance that stays up until it is let go, or interrupted. */
class PatientInstance implements CellHost {
  readonly lastWords = '';
  readonly goesOn = false;
  readonly #ending = Promise.withResolvers<void>();
  readonly #began: (cell: string) => void;

  constructor(began: (cell: string) => void) {
    this.#began = began;
  }

  async run({ cell }: CellOrder, listener: CellListener): Promise<number | null> {
    this.#began(cell.id);
    listener.onUp({ type: 'up', product: null, verbs: ['start', 'stop'] });
    listener.onNext();
    await this.#ending.promise;
    listener.onMessage({ type: 'ended', outcome: 'completed' });
    return 0;
  }

  async end(): Promise<void> {}

  interrupt(): void {
    this.#ending.resolve();
  }
}

describe('Run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Two cells, one for each version. */
  function started(name: string, role: 'client' | 'server', launch: object, instances: number) {
    const file = {
      ...{ schema: 'touchstone/sut@1', identity: { name, vendor: 'Acme', version: '1.0.0' } },
      ...{ role, lwm2m: ['1.0', '1.1'], launch, control: 'none' },
    };
    const cells = cellsOf(
      parseDescriptor(JSON.stringify(file), '/nowhere/sut.yaml'),
      PURPOSES.map(purpose => ({ ...purpose, role })),
    );
    const header = {
      ...{ type: 'header', runId: name, seed: 1, partial: false },
      cells: cells.map(({ description }) => description),
    } as unknown as HeaderEvent;
    const began: string[] = [];
    const hosts: PatientInstance[] = [];
    const startCell = (): CellHost => {
      const host = new PatientInstance(cell => began.push(cell));
      hosts.push(host);
      return host;
    };
    const jobs = { cells: 1, instances };
    const run = new Run(
      { header, cells, suites: [], reportsDir: folder, jobs, startCell },
      { onEvent: () => {}, onProgress: () => {} },
    );
    return { run, began, hosts, conducted: run.conduct() };
  }

  async function settled(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve));
  }

  test('begins with the next cell of a product while instances of the one before are running', async () => {
    const { began, hosts, conducted } = started('acme', 'client', PROCESS, 2);
    await settled();
    expect(began).toEqual(['acme/nosec/udp/1.0', 'acme/nosec/udp/1.1']);
    for (const host of hosts) host.interrupt();
    await conducted;
  });

  test('starts one instance of every cell before any further ones', async () => {
    const taken = { 'a.bv.one': 50_000, 'a.bv.two': 50_000 };
    const known = { 'acme/nosec/udp/1.0': taken, 'acme/nosec/udp/1.1': taken };
    writeFileSync(join(folder, 'durations.json'), JSON.stringify(known));
    const { began, hosts, conducted } = started('acme', 'client', PROCESS, 4);
    await settled();
    expect(began.slice(0, 2)).toEqual(['acme/nosec/udp/1.0', 'acme/nosec/udp/1.1']);
    expect(began.slice(2).sort()).toEqual(['acme/nosec/udp/1.0', 'acme/nosec/udp/1.1']);
    for (const host of hosts) host.interrupt();
    await conducted;
  });

  test.each([
    ['of which no more instances are to run', 'client', PROCESS, 1],
    ['that is there once', 'server', REMOTE, 2],
  ] as const)(
    'begins with the next cell of a product %s when the one before has ended',
    async (_, role, launch, instances) => {
      const { began, hosts, conducted } = started('acme', role, launch, instances);
      await settled();
      expect(began).toEqual(['acme/nosec/udp/1.0']);
      hosts[0]?.interrupt();
      await settled();
      expect(began).toEqual(['acme/nosec/udp/1.0', 'acme/nosec/udp/1.1']);
      hosts[1]?.interrupt();
      await conducted;
    },
  );

  test('starts no instance any more once it is interrupted', async () => {
    const { run, began, conducted } = started('acme', 'client', PROCESS, 1);
    await settled();
    run.interrupt();
    await conducted;
    expect(began).toEqual(['acme/nosec/udp/1.0']);
  });
});
