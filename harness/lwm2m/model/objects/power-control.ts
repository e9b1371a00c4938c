import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const POWER_CONTROL: ObjectDefinition = {
  id: 3312,
  name: 'Power Control',
  urn: 'urn:oma:lwm2m:ext:3312',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5805, 'Cumulative active power', 'R', 'single', 'optional', 'Float', { unit: 'Wh' }],
    [5820, 'Power factor', 'R', 'single', 'optional', 'Float'],
    [5850, 'On/Off', 'RW', 'single', 'mandatory', 'Boolean'],
    [5851, 'Dimmer', 'RW', 'single', 'optional', 'Integer', { range: '0..100', unit: '/100' }],
    [5852, 'On time', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
  ]),
};
