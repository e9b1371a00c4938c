import { DEFAULT_PARAMETERS } from '../../coap/exchange/parameters.ts';
import type { ObjectDefinition } from '../../lwm2m/model/object-definition.ts';
import { definitionsFor } from '../../lwm2m/model/registry.ts';
import type { ControlChannel } from '../../sut/control-contract.ts';
import type { CellId } from '../../verdict/ids.ts';
import type { CellEmission, CellPort, SutPort } from '../cell-port.ts';

export interface TestPort extends CellPort {
  /** Everything that the purposes emitted, in order. */
  readonly emitted: CellEmission[];
}

/** A cell in virtual time whose SUT is the embedded peer, or whatever is given. */
export function testPort(
  sut: SutPort = { kind: 'in-process' },
  objects: readonly ObjectDefinition[] = [],
): TestPort {
  const emitted: CellEmission[] = [];
  return {
    description: {
      id: 'test/nosec/udp/1.0' as CellId,
      sut: { name: 'test', vendor: 'Touchstone', version: '0', role: 'client' },
      security: 'nosec',
      transport: 'udp',
      lwm2m: '1.0',
      time: 'virtual',
    },
    seed: 1,
    parameters: DEFAULT_PARAMETERS,
    tolerance: 0,
    lifetime: 3600,
    shortServerId: 123,
    serverAddress: null,
    definitions: definitionsFor('1.0', objects),
    objects,
    sut: async () => sut,
    emit: event => emitted.push(event),
    emitted,
  };
}

/** A SUT that can be told to do things and does what `call` says. */
export function controlled(
  call: ControlChannel['call'],
  died: Promise<{ reason: string }> = new Promise(() => {}),
): SutPort {
  return { kind: 'controlled', died, control: { call, onEvent: () => {}, close: async () => {} } };
}
