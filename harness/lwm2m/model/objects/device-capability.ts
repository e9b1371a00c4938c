import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const DEVICE_CAPABILITY: ObjectDefinition = {
  id: 15,
  name: 'DevCapMgmt',
  urn: 'urn:oma:lwm2m:oma:15:2.0',
  version: '2.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [0, 'Property', 'R', 'single', 'mandatory', 'String'],
    [1, 'Group', 'R', 'single', 'mandatory', 'Integer', { range: '0..15' }],
    [2, 'Description', 'R', 'single', 'optional', 'String'],
    [3, 'Attached', 'R', 'single', 'optional', 'Boolean'],
    [4, 'Enabled', 'R', 'single', 'mandatory', 'Boolean'],
    [5, 'opEnable', 'E', 'single', 'mandatory', 'None'],
    [6, 'opDisable', 'E', 'single', 'mandatory', 'None'],
    [7, 'NotifyEn', 'RW', 'single', 'optional', 'Boolean'],
  ]),
};
