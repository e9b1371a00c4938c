import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';

export const SERVER: ObjectDefinition = {
  id: 1,
  name: 'LwM2M Server',
  urn: 'urn:oma:lwm2m:oma:1',
  version: '1.0',
  multiple: true,
  mandatory: true,
  resources: resourceTable([
    // The registry prints 1-65535 here, but 65535 is reserved (TS 1.0 §6.1).
    [0, 'Short Server ID', 'R', 'single', 'mandatory', 'Integer', { range: '1..65534' }],
    [1, 'Lifetime', 'RW', 'single', 'mandatory', 'Integer', { unit: 's' }],
    [2, 'Default Minimum Period', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [3, 'Default Maximum Period', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [4, 'Disable', 'E', 'single', 'optional', 'None'],
    [5, 'Disable Timeout', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [6, 'Notification Storing When Disabled or Offline', 'RW', 'single', 'mandatory', 'Boolean'],
    [7, 'Binding', 'RW', 'single', 'mandatory', 'String', { range: 'U,UQ,S,SQ,US,UQS' }],
    [8, 'Registration Update Trigger', 'E', 'single', 'mandatory', 'None'],
  ]),
};

export const SERVER_1_2: Revision = {
  of: SERVER,
  version: '1.2',
  rows: [
    // The letters of later bindings combine freely.
    [7, 'Binding', 'RW', 'single', 'mandatory', 'String'],
    [9, 'Bootstrap-Request Trigger', 'E', 'single', 'optional', 'None'],
    [10, 'APN Link', 'RW', 'single', 'optional', 'Objlnk'],
    [11, 'TLS-DTLS Alert Code', 'R', 'single', 'optional', 'Unsigned Integer', { range: '0..255' }],
    [12, 'Last Bootstrapped', 'R', 'single', 'optional', 'Time'],
    [13, 'Registration Priority Order', 'R', 'single', 'optional', 'Unsigned Integer'],
    [14, 'Initial Registration Delay Timer', 'RW', 'single', 'optional', 'Unsigned Integer', { unit: 's' }],
    [15, 'Registration Failure Block', 'R', 'single', 'optional', 'Boolean'],
    [16, 'Bootstrap on Registration Failure', 'R', 'single', 'optional', 'Boolean'],
    [17, 'Communication Retry Count', 'RW', 'single', 'optional', 'Unsigned Integer'],
    [18, 'Communication Retry Timer', 'RW', 'single', 'optional', 'Unsigned Integer', { unit: 's' }],
    [19, 'Communication Sequence Delay Timer', 'RW', 'single', 'optional', 'Unsigned Integer', { unit: 's' }],
    [20, 'Communication Sequence Retry Count', 'RW', 'single', 'optional', 'Unsigned Integer'],
    [21, 'Trigger', 'RW', 'single', 'optional', 'Boolean'],
    [22, 'Preferred Transport', 'RW', 'single', 'optional', 'String'],
    [23, 'Mute Send', 'RW', 'single', 'optional', 'Boolean'],
    [24, 'Alternate APN Links', 'RW', 'multiple', 'optional', 'Objlnk'],
    [25, 'Supported Server Versions', 'RW', 'multiple', 'optional', 'String'],
    [26, 'Default Notification Mode', 'RW', 'single', 'optional', 'Integer', { range: '0..1' }],
    [27, 'Profile ID Hash Algorithm', 'RW', 'single', 'optional', 'Unsigned Integer', { range: '0..255' }],
  ],
};
