import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const SERVER: ObjectDefinition = {
  id: 1,
  name: 'LwM2M Server',
  urn: 'urn:oma:lwm2m:oma:1',
  version: '1.0',
  multiple: true,
  mandatory: true,
  resources: resourceTable([
    // The registry prints 1-65535 here, but 65535 is reserved (TS 1.0 §6.1).
    [0, 'Short Server ID', 'R', 'single', 'mandatory', 'Integer', { range: { min: 1, max: 65534 } }],
    [1, 'Lifetime', 'RW', 'single', 'mandatory', 'Integer', { unit: 's' }],
    [2, 'Default Minimum Period', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [3, 'Default Maximum Period', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [4, 'Disable', 'E', 'single', 'optional', 'None'],
    [5, 'Disable Timeout', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [6, 'Notification Storing When Disabled or Offline', 'RW', 'single', 'mandatory', 'Boolean'],
    [7, 'Binding', 'RW', 'single', 'mandatory', 'String'],
    [8, 'Registration Update Trigger', 'E', 'single', 'mandatory', 'None'],
  ]),
};
