import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const TEMPERATURE: ObjectDefinition = {
  id: 3303,
  name: 'Temperature',
  urn: 'urn:oma:lwm2m:ext:3303',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5601, 'Min Measured Value', 'R', 'single', 'optional', 'Float'],
    [5602, 'Max Measured Value', 'R', 'single', 'optional', 'Float'],
    [5603, 'Min Range Value', 'R', 'single', 'optional', 'Float'],
    [5604, 'Max Range Value', 'R', 'single', 'optional', 'Float'],
    [5605, 'Reset Min and Max Measured Values', 'E', 'single', 'optional', 'None'],
    [5700, 'Sensor Value', 'R', 'single', 'mandatory', 'Float'],
    [5701, 'Sensor Units', 'R', 'single', 'optional', 'String'],
  ]),
};
