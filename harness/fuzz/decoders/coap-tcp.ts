import { decodeFrame } from '../../coap/tcp/decode-frame.ts';
import { encodeFrame } from '../../coap/tcp/encode-frame.ts';
import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { hexWords } from '../words.ts';

const reading = readingOf({
  label: 'frame',
  decode: bytes => {
    const { message, deviations } = decodeFrame(bytes);
    return { value: message, deviations };
  },
  encode: encodeFrame,
});

/** A GET, a capabilities message, a ping, a content of 14 bytes and one that says less than it has. */
const FRAMES = hexWords(
  '4101aab1330130',
  '30e1220480',
  '00e2',
  'd00145ff000102030405060708090a0b0c',
  '0101aaff',
);

export const target: FuzzTarget = {
  name: 'coap-tcp',
  title: 'CoAP frame over TCP (RFC 8323 §3.2)',
  readings: [reading],
  seeds: [...FRAMES, ...(await vectorPayloads('coap-tcp')).map(({ bytes }) => bytes)].map(payload => ({
    reading: 0,
    payload,
  })),
  dictionary: hexWords('00', 'd0', 'e0', 'f0', 'ff', 'e1', 'e2', 'e3', 'e4', 'e5', 'f0ffffffff', '0f', '09'),
};
