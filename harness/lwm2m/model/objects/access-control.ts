import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const ACCESS_CONTROL: ObjectDefinition = {
  id: 2,
  name: 'LwM2M Access Control',
  urn: 'urn:oma:lwm2m:oma:2',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [0, 'Object ID', 'R', 'single', 'mandatory', 'Integer', { range: { min: 1, max: 65534 } }],
    [1, 'Object Instance ID', 'R', 'single', 'mandatory', 'Integer', { range: { min: 0, max: 65535 } }],
    [2, 'ACL', 'RW', 'multiple', 'optional', 'Integer', { range: { min: 0, max: 65535 } }],
    [3, 'Access Control Owner', 'RW', 'single', 'mandatory', 'Integer', { range: { min: 0, max: 65535 } }],
  ]),
};
