import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const LOAD_CONTROL: ObjectDefinition = {
  id: 3310,
  name: 'Load Control',
  urn: 'urn:oma:lwm2m:ext:3310',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5823, 'Event Identifier', 'RW', 'single', 'mandatory', 'String'],
    [5824, 'Start Time', 'RW', 'single', 'mandatory', 'Time'],
    [5825, 'Duration In Min', 'RW', 'single', 'mandatory', 'Integer', { unit: 'min' }],
    [5826, 'Criticality Level', 'RW', 'single', 'optional', 'Integer', { range: '0..3' }],
    [5827, 'Avg Load AdjPct', 'RW', 'single', 'optional', 'Integer', { range: '0..100', unit: '/100' }],
    [5828, 'Duty Cycle', 'RW', 'single', 'optional', 'Integer', { range: '0..100', unit: '/100' }],
  ]),
};
