import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const DIGITAL_INPUT: ObjectDefinition = {
  id: 3200,
  name: 'Digital Input',
  urn: 'urn:oma:lwm2m:ext:3200',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5500, 'Digital Input State', 'R', 'single', 'mandatory', 'Boolean'],
    [5501, 'Digital Input Counter', 'R', 'single', 'optional', 'Integer'],
    [5502, 'Digital Input Polarity', 'RW', 'single', 'optional', 'Boolean'],
    [5503, 'Digital Input Debounce', 'RW', 'single', 'optional', 'Integer', { unit: 'ms' }],
    [5504, 'Digital Input Edge Selection', 'RW', 'single', 'optional', 'Integer', { range: '1..3' }],
    [5505, 'Digital Input Counter Reset', 'E', 'single', 'optional', 'None'],
    [5751, 'Sensor Type', 'R', 'single', 'optional', 'String'],
  ]),
};
