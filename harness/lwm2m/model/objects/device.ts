import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';

export const DEVICE: ObjectDefinition = {
  id: 3,
  name: 'Device',
  urn: 'urn:oma:lwm2m:oma:3',
  version: '1.0',
  multiple: false,
  mandatory: true,
  resources: resourceTable([
    [0, 'Manufacturer', 'R', 'single', 'optional', 'String'],
    [1, 'Model Number', 'R', 'single', 'optional', 'String'],
    [2, 'Serial Number', 'R', 'single', 'optional', 'String'],
    [3, 'Firmware Version', 'R', 'single', 'optional', 'String'],
    [4, 'Reboot', 'E', 'single', 'mandatory', 'None'],
    [5, 'Factory Reset', 'E', 'single', 'optional', 'None'],
    [6, 'Available Power Sources', 'R', 'multiple', 'optional', 'Integer', { range: '0..7' }],
    [7, 'Power Source Voltage', 'R', 'multiple', 'optional', 'Integer', { unit: 'mV' }],
    [8, 'Power Source Current', 'R', 'multiple', 'optional', 'Integer', { unit: 'mA' }],
    [9, 'Battery Level', 'R', 'single', 'optional', 'Integer', { range: '0..100', unit: '%' }],
    [10, 'Memory Free', 'R', 'single', 'optional', 'Integer', { unit: 'KB' }],
    [11, 'Error Code', 'R', 'multiple', 'mandatory', 'Integer', { range: '0..8' }],
    [12, 'Reset Error Code', 'E', 'single', 'optional', 'None'],
    [13, 'Current Time', 'RW', 'single', 'optional', 'Time'],
    [14, 'UTC Offset', 'RW', 'single', 'optional', 'String'],
    [15, 'Timezone', 'RW', 'single', 'optional', 'String'],
    [16, 'Supported Binding and Modes', 'R', 'single', 'mandatory', 'String'],
    [17, 'Device Type', 'R', 'single', 'optional', 'String'],
    [18, 'Hardware Version', 'R', 'single', 'optional', 'String'],
    [19, 'Software Version', 'R', 'single', 'optional', 'String'],
    [20, 'Battery Status', 'R', 'single', 'optional', 'Integer', { range: '0..6' }],
    [21, 'Memory Total', 'R', 'single', 'optional', 'Integer'],
    [22, 'ExtDevInfo', 'R', 'multiple', 'optional', 'Objlnk'],
  ]),
};

export const DEVICE_1_2: Revision = {
  of: DEVICE,
  version: '1.2',
  rows: [],
};
