import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const ENERGY: ObjectDefinition = {
  id: 3331,
  name: 'Energy',
  urn: 'urn:oma:lwm2m:ext:3331',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5700, 'Sensor Value', 'R', 'single', 'mandatory', 'Float'],
    [5701, 'Sensor Units', 'R', 'single', 'optional', 'String'],
    [5822, 'Reset Cumulative energy', 'E', 'single', 'optional', 'None'],
  ]),
};
