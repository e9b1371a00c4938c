import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { CellOrder } from '../cell/cell-messages.ts';
import type { HeaderEvent, ResultEvent, RunEvent } from '../record/events.ts';
import { parseDescriptor } from '../sut/load-descriptor.ts';
import type { CellId, PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { CellHosts } from './cell-hosts.ts';
import type { CellHost, CellListener } from './cell-process.ts';
import { CellConduct } from './conduct-cell.ts';
import { ProductConduct } from './conduct-product.ts';
import { cellsOf } from './planned-cell.ts';
import { RunJournal } from './run-journal.ts';

const FILE = {
  schema: 'touchstone/sut@1',
  identity: { name: 'scripted', vendor: 'Acme', version: '1.0.0' },
  role: 'client',
  lwm2m: '1.0',
  launch: { process: { command: ['true'] } },
  control: 'none',
};

const PURPOSES = ['a.ti.one', 'a.bv.two', 'a.bv.three', 'a.ti.four'].map(
  (id): PurposeDeclaration => ({
    ...{ id: id as PurposeId, title: 'does something', role: 'client', level: 'must' },
    ...{
      requirements: ['HLF-001'],
      clause: 'TS 1.0 §5',
      ets: [],
      twin: null,
      when: null,
      needs: [],
      revision: 1,
    },
  }),
);

/** An instance that passes whatever it is asked, or ends as it is told to. */
class ScriptedInstance implements CellHost {
  readonly lastWords = 'out of memory';
  readonly goesOn = false;
  readonly asked: PurposeId[] = [];
  launchedBefore: boolean | null = null;
  readonly #outcome: 'completed' | 'silent' | 'unavailable';

  constructor(outcome: 'completed' | 'silent' | 'unavailable' = 'completed') {
    this.#outcome = outcome;
  }

  async run({ cell, launchedBefore }: CellOrder, listener: CellListener): Promise<number | null> {
    this.launchedBefore = launchedBefore;
    if (this.#outcome === 'unavailable') {
      const trouble = {
        code: 'sut.unavailable',
        message: 'no engine',
        hint: 'start one',
        exitCode: 69,
      } as const;
      listener.onMessage({ type: 'trouble', trouble });
      listener.onMessage({ type: 'ended', outcome: 'failed' });
      return 0;
    }
    listener.onUp({ type: 'up', product: null, verbs: ['start', 'stop'] });
    await setImmediate();
    for (let plan = listener.onNext(); plan.purposes.length > 0; plan = listener.onNext()) {
      if (this.#outcome === 'silent') return null;
      for (const purpose of plan.purposes) {
        this.asked.push(purpose);
        await setImmediate();
        listener.onMessage({ type: 'events', events: [passed(cell.id, purpose)] });
      }
    }
    listener.onMessage({ type: 'ended', outcome: 'completed' });
    return 0;
  }

  async end(): Promise<void> {}

  interrupt(): void {}
}

function passed(cell: CellId, purpose: PurposeId): ResultEvent {
  return {
    ...{
      type: 'result',
      cell,
      purpose,
      verdict: 'pass',
      applicability: 'selected',
      reason: null,
      message: null,
    },
    ...{ checks: [], endpoint: null, durationMs: 1, disposition: null },
  };
}

async function conducted(hosts: readonly ScriptedInstance[]): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const writer = { write: (event: RunEvent) => events.push(event), close: () => {} };
  const journal = new RunJournal(writer as never, { onEvent: () => {}, onProgress: () => {} });
  const [cell = never()] = cellsOf(parseDescriptor(JSON.stringify(FILE), '/nowhere/sut.yaml'), PURPOSES);
  const header = { runId: 'r', seed: 1, partial: false } as HeaderEvent;
  const suites = PURPOSES.map(declaration => ({ declaration, file: 'suites/a/client-a.purpose.ts' }));
  const waiting = [...hosts];
  const observer = { onEvent: () => {}, onProgress: () => {} };
  const cellConduct = new CellConduct(
    cell,
    { header, suites },
    {
      ...{ journal, observer, interrupted: () => false, allureResults: '/nowhere', instances: 3 },
      hosts: new CellHosts(() => waiting.shift() ?? new ScriptedInstance()),
      durations: new Map(PURPOSES.map(({ id }) => [id, id.includes('.ti.') ? 80_000 : 40_000])),
    },
  );
  await new ProductConduct([cellConduct], 3).conduct();
  return events;
}

describe('CellConduct', () => {
  test('plans a cell once and lets instances take its purposes, the longest first, until none is left', async () => {
    const hosts = [new ScriptedInstance(), new ScriptedInstance(), new ScriptedInstance()];
    const events = await conducted(hosts);
    expect(hosts.map(({ asked }) => asked[0])).toEqual(['a.ti.one', 'a.ti.four', 'a.bv.two']);
    expect(hosts.flatMap(({ asked }) => asked).sort()).toEqual(PURPOSES.map(({ id }) => id).sort());
    expect(hosts.map(({ launchedBefore }) => launchedBefore)).toEqual([false, true, true]);
    const count = (type: RunEvent['type']) => events.filter(event => event.type === type).length;
    expect([count('cell-started'), count('plan'), count('result')]).toEqual([1, 4, 4]);
    expect(events.at(-1)).toMatchObject({ type: 'cell-ended', outcome: 'completed' });
  });

  test.each([
    ['dies without a word', 'silent', 'cell.died', 70, ['a.bv.three', 'a.bv.two', 'a.ti.one']],
    ['cannot be brought up', 'unavailable', 'sut.unavailable', 69, PURPOSES.map(({ id }) => id).sort()],
  ] as const)(
    'fails the cell when one of its instances %s, and lets the others do what is left',
    async (_, outcome, code, exitCode, done) => {
      const hosts = [new ScriptedInstance(), new ScriptedInstance(outcome), new ScriptedInstance()];
      const events = await conducted(hosts);
      expect(events.filter(({ type }) => type === 'diagnostic')).toMatchObject([{ code, exitCode }]);
      expect(hosts.flatMap(({ asked }) => asked).sort()).toEqual(done);
      expect(events.at(-1)).toMatchObject({ type: 'cell-ended', outcome: 'failed' });
    },
  );
});

function never(): never {
  throw new TypeError('a SUT has one cell at least');
}
