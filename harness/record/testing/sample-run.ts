import type { CellId } from '../../verdict/ids.ts';
import type { Role } from '../../verdict/purpose-declaration.ts';
import type { CellDescription, FooterEvent, HeaderEvent, RunEvent } from '../events.ts';
import { foldRun } from '../fold-run.ts';
import type { RecordedRun } from '../recorded-run.ts';
import { clientPurposes, type SamplePurpose, serverPurposes } from './sample-purposes.ts';

export const CLIENT_CELL = 'acme-client/nosec/udp/1.0' as CellId;
export const SERVER_CELL = 'acme-server/nosec/udp/1.0' as CellId;

export interface SampleCell {
  readonly description: CellDescription;
  readonly product: string;
  readonly purposes: readonly SamplePurpose[];
}

export interface SampleOptions {
  readonly cells?: readonly SampleCell[];
  readonly header?: Partial<HeaderEvent>;
  readonly stale?: boolean;
  readonly exitCode?: number;
}

export function cellDescription(id: CellId, role: Role): CellDescription {
  const [name = ''] = id.split('/');
  return {
    id,
    sut: { name, vendor: 'Acme', version: '3.2.1', role },
    security: 'nosec',
    transport: 'udp',
    lwm2m: '1.0',
    time: role === 'client' ? 'real' : 'virtual',
  };
}

export function clientCell(purposes: readonly SamplePurpose[] = clientPurposes()): SampleCell {
  return { description: cellDescription(CLIENT_CELL, 'client'), product: 'Acme LwM2M client', purposes };
}

export function serverCell(purposes: readonly SamplePurpose[] = serverPurposes()): SampleCell {
  return { description: cellDescription(SERVER_CELL, 'server'), product: 'Acme LwM2M server', purposes };
}

/** The events of one whole run, as the harness writes them. */
export function sampleEvents(options: SampleOptions = {}): RunEvent[] {
  const cells = options.cells ?? [clientCell(), serverCell()];
  const header: HeaderEvent = {
    type: 'header',
    schema: 'touchstone/run@1',
    runId: '20261123T041236123Z-9c41d2aa',
    tool: { name: 'touchstone', version: '0.1.0', node: 'v24.21.0', platform: 'linux-x64' },
    startedAt: '2026-11-23T04:12:36.123Z',
    seed: 7719,
    planHash: '9c41d2aa77b0c3f1',
    partial: false,
    command: ['touchstone', 'run', 'fixtures/suts/acme/sut.yaml'],
    cells: cells.map(cell => cell.description),
    ...options.header,
  };
  const plan = cells.flatMap(({ description, purposes }) =>
    purposes.map(
      ({ declaration, applicability, why, result }): RunEvent => ({
        type: 'plan',
        cell: description.id,
        purpose: declaration,
        applicability,
        why,
        runs: result !== null,
      }),
    ),
  );
  const stale: RunEvent[] =
    options.stale === true
      ? [
          {
            type: 'stale',
            cell: cells[0]?.description.id ?? CLIENT_CELL,
            subject: 'registration.bv.register/lifetime',
            reason: 'it passes now',
            file: 'baseline.yaml',
            line: 12,
          },
        ]
      : [];
  return [header, ...plan, ...cells.flatMap(cellEvents), ...stale, footerOf(cells, options.exitCode ?? 1)];
}

export function sampleRun(options: SampleOptions = {}): RecordedRun {
  return foldRun(sampleEvents(options), { path: 'run.ndjson', cutLastLine: false });
}

function cellEvents({ description, product, purposes }: SampleCell): RunEvent[] {
  const cell = description.id;
  const at = '2026-11-23T04:12:37.000Z';
  return [
    {
      type: 'cell-started',
      cell,
      at,
      product: { name: product, version: '3.2.1' },
      verbs: ['start', 'stop'],
    },
    ...purposes.flatMap(purpose => purposeEvents(cell, at, purpose)),
    { type: 'cell-ended', cell, at: '2026-11-23T04:12:59.000Z', outcome: 'completed' },
  ];
}

function purposeEvents(cell: CellId, at: string, sample: SamplePurpose): RunEvent[] {
  const { declaration, frames, control, result, applicability } = sample;
  if (result === null) return [];
  const purpose = declaration.id;
  return [
    { type: 'purpose-started', cell, purpose, at },
    ...control.map((call): RunEvent => ({ type: 'control', cell, purpose, ...call })),
    ...frames.map((frame): RunEvent => ({ type: 'frame', cell, purpose, frame })),
    { type: 'result', cell, purpose, applicability, ...result },
  ];
}

function footerOf(cells: readonly SampleCell[], exitCode: number): FooterEvent {
  const purposes = cells.flatMap(cell => cell.purposes);
  const results = purposes.flatMap(({ result }) => (result === null ? [] : [result]));
  const withVerdict = (verdict: string) => results.filter(result => result.verdict === verdict).length;
  const applying = (applicability: string) => purposes.filter(p => p.applicability === applicability).length;
  return {
    type: 'footer',
    verdicts: {
      pass: withVerdict('pass'),
      inconclusive: withVerdict('inconclusive'),
      fail: withVerdict('fail'),
      error: withVerdict('error'),
    },
    applicability: {
      selected: applying('selected'),
      notApplicable: applying('notApplicable'),
      undetermined: applying('undetermined'),
      declined: applying('declined'),
    },
    checks: results.reduce((sum, result) => sum + result.checks.length, 0),
    unexpected: results.filter(result => result.disposition === 'unexpected').length,
    durationMs: 23_400,
    exitCode,
  };
}
