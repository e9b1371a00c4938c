import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const ACTUATION: ObjectDefinition = {
  id: 3306,
  name: 'Actuation',
  urn: 'urn:oma:lwm2m:ext:3306',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5850, 'On/Off', 'RW', 'single', 'mandatory', 'Boolean'],
    [5851, 'Dimmer', 'RW', 'single', 'optional', 'Integer', { range: '0..100', unit: '/100' }],
    [5852, 'On time', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [5853, 'Multi-state Output', 'RW', 'single', 'optional', 'String'],
  ]),
};
