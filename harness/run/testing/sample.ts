import type { PlanEvent, ResultEvent } from '../../record/events.ts';
import type { FirmwareIxit, SutDescriptor } from '../../sut/descriptor.ts';
import type { Ics } from '../../verdict/ics.ts';
import type { CellId, PurposeId } from '../../verdict/ids.ts';
import type { PurposeDeclaration } from '../../verdict/purpose-declaration.ts';
import type { PlannedCell } from '../planned-cell.ts';

export const CELL = 'sample/nosec/udp/1.0' as CellId;

export function declaration(id: string, rest: Partial<PurposeDeclaration> = {}): PurposeDeclaration {
  return {
    id: id as PurposeId,
    title: 'does what it does',
    role: 'client',
    level: 'must',
    requirements: ['HLF-001'],
    clause: 'none',
    ets: [],
    twin: null,
    when: null,
    needs: [],
    revision: 1,
    ...rest,
  };
}

export function plannedCell(
  purposes: readonly PurposeDeclaration[],
  ics: Ics = {},
  firmware: FirmwareIxit = {},
): PlannedCell {
  return {
    purposes,
    baseline: [],
    descriptor: {
      ...{ ics, launch: { kind: 'remote', address: null, control: null } },
      ixit: { firmware },
    } as SutDescriptor,
    description: {
      id: CELL,
      sut: { name: 'sample', vendor: 'Touchstone', version: '1.0.0', role: 'client' },
      security: 'nosec',
      transport: 'udp',
      lwm2m: '1.0',
      time: 'virtual',
    },
  };
}

export function planEntry(id: string, rest: Partial<PlanEvent> = {}): PlanEvent {
  return {
    type: 'plan',
    cell: CELL,
    purpose: declaration(id),
    applicability: 'selected',
    why: 'sample',
    runs: true,
    ...rest,
  };
}

export function resultOf(id: string, rest: Partial<ResultEvent> = {}): ResultEvent {
  return {
    type: 'result',
    cell: CELL,
    purpose: id as PurposeId,
    verdict: 'pass',
    applicability: 'selected',
    reason: null,
    message: null,
    checks: [],
    endpoint: null,
    durationMs: 1,
    disposition: null,
    ...rest,
  };
}
