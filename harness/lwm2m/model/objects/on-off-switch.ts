import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const ON_OFF_SWITCH: ObjectDefinition = {
  id: 3342,
  name: 'On/Off switch',
  urn: 'urn:oma:lwm2m:ext:3342',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5500, 'Digital Input State', 'R', 'single', 'mandatory', 'Boolean'],
    [5501, 'Digital Input Counter', 'R', 'single', 'optional', 'Integer'],
    [5852, 'On time', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [5854, 'Off Time', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
  ]),
};
