import type { Value } from '../../lwm2m/value.ts';
import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

const IDENTITY = new Map<number, Value>([
  [0, 'Host Device ID #1'],
  [1, 'Touchstone'],
  [2, 'Reference Client'],
  [3, '1.0.0'],
]);

/** Its Base64 has the two characters that the URL-safe alphabet replaces, and would be padded. */
const AUTH_DATA = new Map<number, Value>([[0, new Uint8Array([0xfb, 0xef, 0xff, 0xfe])]]);

/** Object 16: what the device is for those who own it; servers may add others. */
export const portfolio: DeviceObject = {
  id: 16,
  instances: (_, definition) => new Map([[0, newInstance(definition, { 0: IDENTITY, 2: AUTH_DATA })]]),
  creatable: true,
};
