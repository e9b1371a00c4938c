import { type ObjectDefinition, resourceTable } from '../object-definition.ts';

export const DIGITAL_OUTPUT: ObjectDefinition = {
  id: 3201,
  name: 'Digital Output',
  urn: 'urn:oma:lwm2m:ext:3201',
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable([
    [5550, 'Digital Output State', 'RW', 'single', 'mandatory', 'Boolean'],
    [5551, 'Digital Output Polarity', 'RW', 'single', 'optional', 'Boolean'],
  ]),
};
