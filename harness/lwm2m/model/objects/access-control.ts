import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';

export const ACCESS_CONTROL: ObjectDefinition = {
  id: 2,
  name: 'LwM2M Access Control',
  urn: 'urn:oma:lwm2m:oma:2',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [0, 'Object ID', 'R', 'single', 'mandatory', 'Integer', { range: '1..65534' }],
    [1, 'Object Instance ID', 'R', 'single', 'mandatory', 'Integer', { range: '0..65535' }],
    [2, 'ACL', 'RW', 'multiple', 'optional', 'Integer', { range: '0..65535' }],
    [3, 'Access Control Owner', 'RW', 'single', 'mandatory', 'Integer', { range: '0..65535' }],
  ]),
};

export const ACCESS_CONTROL_1_1: Revision = {
  of: ACCESS_CONTROL,
  version: '1.1',
  rows: [],
};
