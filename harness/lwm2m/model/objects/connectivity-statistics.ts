import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const CONNECTIVITY_STATISTICS: ObjectDefinition = {
  id: 7,
  name: 'Connectivity Statistics',
  urn: 'urn:oma:lwm2m:oma:7',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'SMS Tx Counter', 'R', 'single', 'optional', 'Integer'],
    [1, 'SMS Rx Counter', 'R', 'single', 'optional', 'Integer'],
    [2, 'Tx Data', 'R', 'single', 'optional', 'Integer'],
    [3, 'Rx Data', 'R', 'single', 'optional', 'Integer'],
    [4, 'Max Message Size', 'R', 'single', 'optional', 'Integer', { unit: 'B' }],
    [5, 'Average Message Size', 'R', 'single', 'optional', 'Integer', { unit: 'B' }],
    [6, 'Start', 'E', 'single', 'mandatory', 'None'],
    [7, 'Stop', 'E', 'single', 'mandatory', 'None'],
    [8, 'Collection Period', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
  ]),
};
