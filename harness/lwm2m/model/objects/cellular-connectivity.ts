import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';

export const CELLULAR_CONNECTIVITY: ObjectDefinition = {
  id: 10,
  name: 'LWM2M Cellular Connectivity',
  urn: 'urn:oma:lwm2m:oma:10',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'SMSC address', 'RW', 'single', 'optional', 'String'],
    [1, 'Disable radio period', 'RW', 'single', 'optional', 'Integer', { range: '0..65535', unit: 'min' }],
    [2, 'Module activation code', 'RW', 'single', 'optional', 'String'],
    [3, 'Vendor specific extensions', 'R', 'single', 'optional', 'Objlnk'],
    [4, 'PSM Timer (1)', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [5, 'Active Timer (1)', 'RW', 'single', 'optional', 'Integer', { unit: 's' }],
    [6, 'Serving PLMN Rate control', 'R', 'single', 'optional', 'Integer'],
    [7, 'eDRX parameters for Iu mode (1)', 'RW', 'single', 'optional', 'Opaque', { range: '8 bit' }],
    [8, 'eDRX parameters for WB-S1 mode (1)', 'RW', 'single', 'optional', 'Opaque', { range: '8 bit' }],
    [9, 'eDRX parameters for NB-S1 mode (1)', 'RW', 'single', 'optional', 'Opaque', { range: '8 bit' }],
    [10, 'eDRX parameters for A/Gb mode (1)', 'RW', 'single', 'optional', 'Opaque', { range: '8 bit' }],
    [11, 'Activated Profile Names', 'R', 'multiple', 'mandatory', 'Objlnk'],
  ]),
};

export const CELLULAR_CONNECTIVITY_1_1: Revision = {
  of: CELLULAR_CONNECTIVITY,
  version: '1.1',
  removed: [6],
  rows: [
    [12, 'Supported Power Saving Modes', 'R', 'single', 'optional', 'Unsigned Integer', { range: '0..255' }],
    [13, 'Active Power Saving Modes', 'RW', 'single', 'optional', 'Unsigned Integer', { range: '0..255' }],
    [
      14,
      'Release Assistance Indication Usage',
      'RW',
      'single',
      'optional',
      'Unsigned Integer',
      { range: '0..255' },
    ],
  ],
};
