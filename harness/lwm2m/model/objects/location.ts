import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const LOCATION: ObjectDefinition = {
  id: 6,
  name: 'Location',
  urn: 'urn:oma:lwm2m:oma:6',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'Latitude', 'R', 'single', 'mandatory', 'Float', { unit: 'lat' }],
    [1, 'Longitude', 'R', 'single', 'mandatory', 'Float', { unit: 'lon' }],
    [2, 'Altitude', 'R', 'single', 'optional', 'Float', { unit: 'm' }],
    [3, 'Radius', 'R', 'single', 'optional', 'Float', { unit: 'm' }],
    [4, 'Velocity', 'R', 'single', 'optional', 'Opaque'],
    [5, 'Timestamp', 'R', 'single', 'mandatory', 'Time'],
    [6, 'Speed', 'R', 'single', 'optional', 'Float', { unit: 'm/s' }],
  ]),
};
