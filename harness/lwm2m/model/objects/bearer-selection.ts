import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const BEARER_SELECTION: ObjectDefinition = {
  id: 13,
  name: 'LWM2M Bearer Selection',
  urn: 'urn:oma:lwm2m:oma:13:1.1',
  version: '1.1',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'Preferred Communications Bearer', 'RW', 'multiple', 'optional', 'Integer', { range: '0..100' }],
    [1, 'Acceptable RSSI (GSM)', 'RW', 'single', 'optional', 'Integer', { range: '-110..-48' }],
    [2, 'Acceptable RSCP (UMTS)', 'RW', 'single', 'optional', 'Integer', { range: '-120..-25' }],
    [3, 'Acceptable RSRP (LTE)', 'RW', 'single', 'optional', 'Integer', { range: '-140..-44' }],
    [4, 'Acceptable RSSI (1xEV-DO)', 'RW', 'single', 'optional', 'Integer'],
    [5, 'Cell lock list', 'RW', 'single', 'optional', 'String'],
    [6, 'Operator list', 'RW', 'single', 'optional', 'String'],
    [7, 'Operator list mode', 'RW', 'single', 'optional', 'Boolean'],
    [8, 'List of available PLMNs', 'R', 'single', 'optional', 'String'],
    [9, 'Vendor specific extensions', 'R', 'single', 'optional', 'Objlnk'],
    [10, 'Acceptable RSRP (NB-IoT)', 'RW', 'single', 'optional', 'Integer', { range: '-158..-44' }],
    [11, 'Higher Priority PLMN Search Timer', 'RW', 'single', 'optional', 'Integer'],
    [12, 'Attach without PDN connection', 'RW', 'single', 'optional', 'Boolean'],
  ]),
};
