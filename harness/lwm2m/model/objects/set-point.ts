import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const SET_POINT: ObjectDefinition = {
  id: 3308,
  name: 'Set Point',
  urn: 'urn:oma:lwm2m:ext:3308',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5701, 'Sensor Units', 'R', 'single', 'optional', 'String'],
    [5706, 'Colour', 'RW', 'single', 'optional', 'String'],
    [5900, 'Set Point Value', 'RW', 'single', 'mandatory', 'Float'],
  ]),
};
