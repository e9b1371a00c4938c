import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const FIRMWARE_UPDATE: ObjectDefinition = {
  id: 5,
  name: 'Firmware Update',
  urn: 'urn:oma:lwm2m:oma:5',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'Package', 'W', 'single', 'mandatory', 'Opaque'],
    [1, 'Package URI', 'RW', 'single', 'mandatory', 'String', { range: { min: 0, max: 255 } }],
    [2, 'Update', 'E', 'single', 'mandatory', 'None'],
    [3, 'State', 'R', 'single', 'mandatory', 'Integer', { range: { min: 0, max: 3 } }],
    [5, 'Update Result', 'R', 'single', 'mandatory', 'Integer', { range: { min: 0, max: 9 } }],
    [6, 'PkgName', 'R', 'single', 'optional', 'String', { range: { min: 0, max: 255 } }],
    [7, 'PkgVersion', 'R', 'single', 'optional', 'String', { range: { min: 0, max: 255 } }],
    [
      8,
      'Firmware Update Protocol Support',
      'R',
      'multiple',
      'optional',
      'Integer',
      { range: { min: 0, max: 5 } },
    ],
    [
      9,
      'Firmware Update Delivery Method',
      'R',
      'single',
      'mandatory',
      'Integer',
      { range: { min: 0, max: 2 } },
    ],
  ]),
};
