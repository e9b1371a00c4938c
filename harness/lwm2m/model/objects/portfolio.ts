import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const PORTFOLIO: ObjectDefinition = {
  id: 16,
  name: 'Portfolio',
  urn: 'urn:oma:lwm2m:oma:16',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [0, 'Identity', 'RW', 'multiple', 'mandatory', 'String'],
    [1, 'GetAuthData', 'E', 'single', 'optional', 'None'],
    [2, 'AuthData', 'R', 'multiple', 'optional', 'Opaque'],
    [3, 'AuthStatus', 'R', 'single', 'optional', 'Integer', { range: '0..2' }],
  ]),
};
