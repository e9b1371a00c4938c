import { type ObjectDefinition, resourceTable } from '../object-definition.ts';
import type { Revision } from '../revision.ts';

export const EVENT_LOG: ObjectDefinition = {
  id: 20,
  name: 'Event Log',
  urn: 'urn:oma:lwm2m:oma:20',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: resourceTable([
    // The registry writes the ranges of 4010, 4013 and 4015 as 255 and 8-Bits.
    [4010, 'LogClass', 'RW', 'single', 'optional', 'Integer', { range: '0..255' }],
    [4011, 'LogStart', 'E', 'single', 'optional', 'None'],
    [4012, 'LogStop', 'E', 'single', 'optional', 'None'],
    [4013, 'LogStatus', 'R', 'single', 'optional', 'Integer', { range: '0..255' }],
    [4014, 'LogData', 'R', 'single', 'mandatory', 'Opaque'],
    [4015, 'LogDataFormat', 'RW', 'single', 'optional', 'Integer', { range: '0..255' }],
  ]),
};

export const EVENT_LOG_2_1: Revision = {
  of: EVENT_LOG,
  version: '2.1',
  rows: [
    [4016, 'LogDataIncremental', 'none', 'single', 'optional', 'Opaque'],
    [4017, 'LogDataIncrementalMinimumSendInterval', 'RW', 'single', 'optional', 'Unsigned Integer'],
  ],
};
