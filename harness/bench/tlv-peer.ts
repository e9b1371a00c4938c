import codec from 'lwm2m-codec';
import { DEVICE_TLV } from './device-example.ts';

/** The Device instance as lwm2m-codec has it. */
const DEVICE = {
  0: 'Open Mobile Alliance',
  1: 'Lightweight M2M Client',
  2: '345000123',
  3: '1.0',
  6: { 0: 1, 1: 5 },
  7: { 0: 3800, 1: 5000 },
  8: { 0: 125, 1: 900 },
  9: 100,
  10: 15,
  11: { 0: 0 },
  13: 1367491215,
  14: '+02:00',
  16: 'U',
};

/** The one TLV codec in the npm registry that works on its own. */
export const TLV_PEER = {
  name: 'lwm2m-codec',
  decode: (): unknown => codec.decode('tlv', '/3/0', BYTES),
  encode: (): unknown => codec.encode('tlv', '/3/0', DEVICE),
} as const;

const BYTES = Buffer.from(DEVICE_TLV);
