import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const LOCK_AND_WIPE: ObjectDefinition = {
  id: 8,
  name: 'Lock and Wipe',
  urn: 'urn:oma:lwm2m:oma:8',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    [0, 'State', 'RW', 'single', 'mandatory', 'Integer', { range: '0..2' }],
    [1, 'Lock target', 'W', 'multiple', 'mandatory', 'String'],
    [2, 'Wipe item', 'R', 'multiple', 'optional', 'String'],
    [3, 'Wipe', 'E', 'single', 'mandatory', 'None'],
    [4, 'Wipe target', 'W', 'multiple', 'mandatory', 'String'],
    [5, 'Lock or Wipe Operation Result', 'R', 'single', 'mandatory', 'Integer', { range: '0..8' }],
  ]),
};
