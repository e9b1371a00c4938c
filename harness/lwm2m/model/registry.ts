import type { ObjectDefinition } from './object-definition.ts';
import { ACCESS_CONTROL } from './objects/access-control.ts';
import { CONNECTIVITY_MONITORING } from './objects/connectivity-monitoring.ts';
import { CONNECTIVITY_STATISTICS } from './objects/connectivity-statistics.ts';
import { DEVICE } from './objects/device.ts';
import { FIRMWARE_UPDATE } from './objects/firmware-update.ts';
import { LIGHT_CONTROL } from './objects/light-control.ts';
import { LOCATION } from './objects/location.ts';
import { SECURITY } from './objects/security.ts';
import { SERVER } from './objects/server.ts';
import { TEMPERATURE } from './objects/temperature.ts';

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
  TEMPERATURE,
  LIGHT_CONTROL,
];

const BY_ID: ReadonlyMap<number, ObjectDefinition> = new Map(
  OBJECT_DEFINITIONS.map(definition => [definition.id, definition]),
);

export function definitionOf(objectId: number): ObjectDefinition | undefined {
  return BY_ID.get(objectId);
}
