import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';

export const CONNECTIVITY_MONITORING: ObjectDefinition = {
  id: 4,
  name: 'Connectivity Monitoring',
  urn: 'urn:oma:lwm2m:oma:4',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'Network Bearer', 'R', 'single', 'mandatory', 'Integer', { range: '0..50' }],
    [1, 'Available Network Bearer', 'R', 'multiple', 'mandatory', 'Integer', { range: '0..50' }],
    [2, 'Radio Signal Strength', 'R', 'single', 'mandatory', 'Integer', { unit: 'dBm' }],
    [3, 'Link Quality', 'R', 'single', 'optional', 'Integer'],
    [4, 'IP Addresses', 'R', 'multiple', 'mandatory', 'String'],
    [5, 'Router IP Addresses', 'R', 'multiple', 'optional', 'String'],
    [6, 'Link Utilization', 'R', 'single', 'optional', 'Integer', { range: '0..100', unit: '%' }],
    [7, 'APN', 'R', 'multiple', 'optional', 'String'],
    [8, 'Cell ID', 'R', 'single', 'optional', 'Integer'],
    // The registry prints the unit "%" here, which a network code cannot have.
    [9, 'SMNC', 'R', 'single', 'optional', 'Integer', { range: '0..999' }],
    [10, 'SMCC', 'R', 'single', 'optional', 'Integer', { range: '0..999' }],
  ]),
};

export const CONNECTIVITY_MONITORING_1_3: Revision = {
  of: CONNECTIVITY_MONITORING,
  version: '1.3',
  rows: [
    [11, 'SignalSNR', 'R', 'single', 'optional', 'Integer', { unit: 'dB' }],
    [12, 'LAC', 'R', 'single', 'optional', 'Integer'],
    [13, 'Coverage Enhancement Level', 'R', 'single', 'optional', 'Integer', { range: '0..4' }],
  ],
};
