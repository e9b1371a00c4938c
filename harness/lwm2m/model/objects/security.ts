import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const SECURITY: ObjectDefinition = {
  id: 0,
  name: 'LWM2M Security',
  urn: 'urn:oma:lwm2m:oma:0',
  version: '1.0',
  multiple: true,
  mandatory: true,
  resources: resourceTable([
    [0, 'LWM2M Server URI', 'none', 'single', 'mandatory', 'String', { range: { min: 0, max: 255 } }],
    [1, 'Bootstrap-Server', 'none', 'single', 'mandatory', 'Boolean'],
    [2, 'Security Mode', 'none', 'single', 'mandatory', 'Integer', { range: { min: 0, max: 4 } }],
    [3, 'Public Key or Identity', 'none', 'single', 'mandatory', 'Opaque'],
    [4, 'Server Public Key', 'none', 'single', 'mandatory', 'Opaque'],
    [5, 'Secret Key', 'none', 'single', 'mandatory', 'Opaque'],
    [6, 'SMS Security Mode', 'none', 'single', 'optional', 'Integer', { range: { min: 0, max: 255 } }],
    [7, 'SMS Binding Key Parameters', 'none', 'single', 'optional', 'Opaque', { range: { min: 6, max: 6 } }],
    [8, 'SMS Binding Secret Key(s)', 'none', 'single', 'optional', 'Opaque', { range: { min: 16, max: 48 } }],
    [9, 'LwM2M Server SMS Number', 'none', 'single', 'optional', 'String'],
    [10, 'Short Server ID', 'none', 'single', 'optional', 'Integer', { range: { min: 1, max: 65534 } }],
    [11, 'Client Hold Off Time', 'none', 'single', 'optional', 'Integer', { unit: 's' }],
    [12, 'Bootstrap-Server Account Timeout', 'none', 'single', 'optional', 'Integer', { unit: 's' }],
  ]),
};
