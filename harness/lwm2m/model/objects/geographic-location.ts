import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';
import { MEASUREMENT_ROWS } from './measurement-rows.ts';

/** Location as IPSO has it; not the object 6 of LwM2M. */
export const GEOGRAPHIC_LOCATION: ObjectDefinition = {
  id: 3336,
  name: 'Location',
  urn: 'urn:oma:lwm2m:ext:3336',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5514, 'Latitude', 'R', 'single', 'mandatory', 'String'],
    [5515, 'Longitude', 'R', 'single', 'mandatory', 'String'],
    [5516, 'Uncertainty', 'R', 'single', 'optional', 'String'],
    [5517, 'Velocity', 'R', 'single', 'optional', 'Opaque'],
    [5705, 'Compass Direction', 'R', 'single', 'optional', 'Float', { range: '0..360', unit: 'deg' }],
  ]),
};

export const GEOGRAPHIC_LOCATION_2_0: Revision = {
  of: GEOGRAPHIC_LOCATION,
  version: '2.0',
  removed: [5514, 5515, 5516],
  rows: [
    ...MEASUREMENT_ROWS,
    [6051, 'Numeric Latitude', 'R', 'single', 'mandatory', 'Float', { unit: 'lat' }],
    [6052, 'Numeric Longitude', 'R', 'single', 'mandatory', 'Float', { unit: 'lon' }],
    [6053, 'Numeric Uncertainty', 'R', 'single', 'optional', 'Float', { unit: 'm' }],
  ],
};
