import { DEFAULT_PARAMETERS } from '../coap/exchange/parameters.ts';
import { definitionsFor } from '../lwm2m/model/registry.ts';
import type { CellPort } from '../purpose/cell-port.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { CellId } from '../verdict/ids.ts';
import type { Role } from '../verdict/purpose-declaration.ts';

const DEFAULT_LIFETIME = 86_400;
const DEFAULT_SHORT_SERVER_ID = 123;

/** The embedded pair, for purposes that jest runs without the CLI: no record, seed 1. */
export function embeddedPort(role: Role, lwm2m: CellVersion = '1.0'): CellPort {
  return {
    description: {
      id: `reference-${role}/nosec/udp/${lwm2m}` as CellId,
      sut: { name: `reference-${role}`, vendor: 'Touchstone', version: '0', role },
      security: 'nosec',
      transport: 'udp',
      lwm2m,
      time: 'virtual',
    },
    seed: 1,
    parameters: DEFAULT_PARAMETERS,
    tolerance: 0,
    lifetime: DEFAULT_LIFETIME,
    shortServerId: DEFAULT_SHORT_SERVER_ID,
    serverAddress: null,
    definitions: definitionsFor(lwm2m),
    objects: [],
    sut: async () => ({ kind: 'in-process' }),
    skip: () => null,
    emit: () => {},
  };
}
