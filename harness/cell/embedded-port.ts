import { join } from 'node:path';
import { DEFAULT_PARAMETERS } from '../coap/exchange/parameters.ts';
import { loadObjectFiles } from '../lwm2m/model/ddf/load-object-files.ts';
import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import { definitionsFor } from '../lwm2m/model/registry.ts';
import type { CellPort } from '../purpose/cell-port.ts';
import { PROJECT_ROOT } from '../run/project-root.ts';
import { loadDescriptor } from '../sut/load-descriptor.ts';
import type { CellSecurity } from '../verdict/cell-security.ts';
import { CELL_VERSIONS, type CellVersion } from '../verdict/cell-version.ts';
import type { Ics } from '../verdict/ics.ts';
import type { CellId } from '../verdict/ids.ts';
import type { Role } from '../verdict/purpose-declaration.ts';

const DEFAULT_LIFETIME = 86_400;
const DEFAULT_SHORT_SERVER_ID = 123;

/** What the SUT file of an embedded peer claims, and what its object files describe. */
interface Described {
  readonly ics: Ics;
  readonly objects: readonly ObjectDefinition[];
  /** By version; one for all purposes, so that what is known of contents read with it holds for all of them. */
  readonly definitions: ReadonlyMap<CellVersion, CellPort['definitions']>;
}

/** By role; read once. */
const ofFiles = new Map<Role, Described>();

/** The embedded pair, for purposes that jest runs without the CLI: no record, seed 1. */
export function embeddedPort(
  role: Role,
  lwm2m: CellVersion = '1.0',
  security: CellSecurity = 'nosec',
): CellPort {
  const { ics, objects, definitions } = describedFor(role);
  return {
    description: {
      id: `reference-${role}/${security}/udp/${lwm2m}` as CellId,
      sut: { name: `reference-${role}`, vendor: 'Touchstone', version: '0', role },
      security,
      transport: 'udp',
      lwm2m,
      time: 'virtual',
      ics,
    },
    seed: 1,
    parameters: DEFAULT_PARAMETERS,
    tolerance: 0,
    lifetime: DEFAULT_LIFETIME,
    shortServerId: DEFAULT_SHORT_SERVER_ID,
    serverAddress: null,
    definitions: definitions.get(lwm2m) ?? definitionsFor(lwm2m, objects),
    objects,
    sut: async () => ({ kind: 'in-process' }),
    emit: () => {},
  };
}

function describedFor(role: Role): Described {
  const known = ofFiles.get(role);
  if (known !== undefined) return known;
  const { ics, objectFiles } = loadDescriptor(join(PROJECT_ROOT, 'fixtures', 'suts', `embedded-${role}`));
  const objects = loadObjectFiles(objectFiles).flatMap(({ objects }) => objects);
  const definitions = new Map(CELL_VERSIONS.map(version => [version, definitionsFor(version, objects)]));
  const described = { ics, objects, definitions };
  ofFiles.set(role, described);
  return described;
}
