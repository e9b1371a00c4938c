import { type DefinitionLookup, definitionsOf, type ObjectDefinition } from './object-definition.ts';
import { ACCESS_CONTROL, ACCESS_CONTROL_1_1 } from './objects/access-control.ts';
import { ACTUATION } from './objects/actuation.ts';
import { APN_CONNECTION_PROFILE } from './objects/apn-connection-profile.ts';
import { BEARER_SELECTION } from './objects/bearer-selection.ts';
import { CELLULAR_CONNECTIVITY, CELLULAR_CONNECTIVITY_1_1 } from './objects/cellular-connectivity.ts';
import { CONNECTIVITY_MONITORING, CONNECTIVITY_MONITORING_1_3 } from './objects/connectivity-monitoring.ts';
import { CONNECTIVITY_STATISTICS } from './objects/connectivity-statistics.ts';
import { DEVICE, DEVICE_1_2 } from './objects/device.ts';
import { DEVICE_CAPABILITY } from './objects/device-capability.ts';
import { DIGITAL_INPUT } from './objects/digital-input.ts';
import { DIGITAL_OUTPUT } from './objects/digital-output.ts';
import { ENERGY } from './objects/energy.ts';
import { EVENT_LOG, EVENT_LOG_2_1 } from './objects/event-log.ts';
import { FIRMWARE_UPDATE, FIRMWARE_UPDATE_1_2 } from './objects/firmware-update.ts';
import { GEOGRAPHIC_LOCATION, GEOGRAPHIC_LOCATION_2_0 } from './objects/geographic-location.ts';
import { LIGHT_CONTROL } from './objects/light-control.ts';
import { LOAD_CONTROL } from './objects/load-control.ts';
import { LOCATION } from './objects/location.ts';
import { LOCK_AND_WIPE } from './objects/lock-and-wipe.ts';
import { MEASUREMENT_ROWS } from './objects/measurement-rows.ts';
import { ON_OFF_SWITCH } from './objects/on-off-switch.ts';
import { PORTFOLIO } from './objects/portfolio.ts';
import { POWER_CONTROL } from './objects/power-control.ts';
import { POWER_MEASUREMENT } from './objects/power-measurement.ts';
import { SECURITY, SECURITY_1_2 } from './objects/security.ts';
import { SERVER, SERVER_1_2 } from './objects/server.ts';
import { SET_POINT } from './objects/set-point.ts';
import { SOFTWARE_MANAGEMENT } from './objects/software-management.ts';
import { TEMPERATURE } from './objects/temperature.ts';
import { type Revision, revised } from './revision.ts';

/** `1.1` stands for 1.1 and everything after it. */
export type ModelVersion = '1.0' | '1.1';

/** Objects as LwM2M 1.0 has them (TS 1.0 appendix E, OMA registry version history). */
export const OBJECT_DEFINITIONS: readonly ObjectDefinition[] = [
  SECURITY,
  SERVER,
  ACCESS_CONTROL,
  DEVICE,
  CONNECTIVITY_MONITORING,
  FIRMWARE_UPDATE,
  LOCATION,
  CONNECTIVITY_STATISTICS,
  LOCK_AND_WIPE,
  SOFTWARE_MANAGEMENT,
  CELLULAR_CONNECTIVITY,
  APN_CONNECTION_PROFILE,
  BEARER_SELECTION,
  DEVICE_CAPABILITY,
  PORTFOLIO,
  EVENT_LOG,
  DIGITAL_INPUT,
  DIGITAL_OUTPUT,
  TEMPERATURE,
  POWER_MEASUREMENT,
  ACTUATION,
  SET_POINT,
  LOAD_CONTROL,
  LIGHT_CONTROL,
  POWER_CONTROL,
  ENERGY,
  GEOGRAPHIC_LOCATION,
  ON_OFF_SWITCH,
];

const MEASURING: readonly ObjectDefinition[] = [
  DIGITAL_INPUT,
  DIGITAL_OUTPUT,
  TEMPERATURE,
  POWER_MEASUREMENT,
  ACTUATION,
  SET_POINT,
  LOAD_CONTROL,
  POWER_CONTROL,
  ENERGY,
  ON_OFF_SWITCH,
];

/** What came after LwM2M 1.0. The registry does not tell which of it came with 1.1 and which later; all of it is optional. */
const REVISIONS: readonly Revision[] = [
  SECURITY_1_2,
  SERVER_1_2,
  ACCESS_CONTROL_1_1,
  DEVICE_1_2,
  CONNECTIVITY_MONITORING_1_3,
  FIRMWARE_UPDATE_1_2,
  CELLULAR_CONNECTIVITY_1_1,
  EVENT_LOG_2_1,
  GEOGRAPHIC_LOCATION_2_0,
  ...MEASURING.map((of): Revision => ({ of, version: '1.1', rows: MEASUREMENT_ROWS })),
];

const LATER = new Map(REVISIONS.map(revision => [revision.of.id, revised(revision)]));

const BUILT_IN: Readonly<Record<ModelVersion, ReadonlyMap<number, ObjectDefinition>>> = {
  '1.0': new Map(OBJECT_DEFINITIONS.map(definition => [definition.id, definition])),
  '1.1': new Map(
    OBJECT_DEFINITIONS.map(definition => [definition.id, LATER.get(definition.id) ?? definition]),
  ),
};

/** The objects that Touchstone knows by itself, by id. */
export function builtInDefinitions(version: ModelVersion): readonly ObjectDefinition[] {
  return [...BUILT_IN[version].values()];
}

/** As LwM2M 1.0 has it. */
export function definitionOf(objectId: number): ObjectDefinition | undefined {
  return BUILT_IN['1.0'].get(objectId);
}

/** What a cell decodes with: definitions from object files come before those that are built in. */
export function definitionsFor(
  version: ModelVersion,
  ofFiles: readonly ObjectDefinition[] = [],
): DefinitionLookup {
  const own = definitionsOf(...ofFiles);
  return objectId => own(objectId) ?? BUILT_IN[version].get(objectId);
}
