import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';

export const FIRMWARE_UPDATE: ObjectDefinition = {
  id: 5,
  name: 'Firmware Update',
  urn: 'urn:oma:lwm2m:oma:5',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'Package', 'W', 'single', 'mandatory', 'Opaque'],
    [1, 'Package URI', 'RW', 'single', 'mandatory', 'String', { range: '0..255 bytes' }],
    [2, 'Update', 'E', 'single', 'mandatory', 'None'],
    [3, 'State', 'R', 'single', 'mandatory', 'Integer', { range: '0..3' }],
    [5, 'Update Result', 'R', 'single', 'mandatory', 'Integer', { range: '0..9' }],
    [6, 'PkgName', 'R', 'single', 'optional', 'String', { range: '0..255 bytes' }],
    [7, 'PkgVersion', 'R', 'single', 'optional', 'String', { range: '0..255 bytes' }],
    [8, 'Firmware Update Protocol Support', 'R', 'multiple', 'optional', 'Integer', { range: '0..5' }],
    [9, 'Firmware Update Delivery Method', 'R', 'single', 'mandatory', 'Integer', { range: '0..2' }],
  ]),
};

export const FIRMWARE_UPDATE_1_2: Revision = {
  of: FIRMWARE_UPDATE,
  version: '1.2',
  rows: [
    [10, 'Cancel', 'E', 'single', 'optional', 'None'],
    [11, 'Severity', 'RW', 'single', 'optional', 'Integer', { range: '0..2' }],
    [12, 'Last State Change Time', 'R', 'single', 'optional', 'Time'],
    [13, 'Maximum Defer Period', 'RW', 'single', 'optional', 'Unsigned Integer', { unit: 's' }],
    [14, 'Automatic Upgrade at Download', 'RW', 'single', 'optional', 'Boolean'],
  ],
};
