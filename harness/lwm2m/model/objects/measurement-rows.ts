import type { ResourceRow } from '../object-definition.ts';

/** What version 1.1 added to nearly every IPSO object: when and how well a value was measured, and what it is for. */
export const MEASUREMENT_ROWS: readonly ResourceRow[] = [
  [5518, 'Timestamp', 'R', 'single', 'optional', 'Time'],
  [5750, 'Application Type', 'RW', 'single', 'optional', 'String'],
  [6042, 'Measurement Quality Indicator', 'R', 'single', 'optional', 'Integer', { range: '0..23' }],
  [6049, 'Measurement Quality Level', 'R', 'single', 'optional', 'Integer', { range: '0..100' }],
  [6050, 'Fractional Timestamp', 'R', 'single', 'optional', 'Float', { range: '0..1', unit: 's' }],
];
