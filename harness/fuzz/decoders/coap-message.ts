import { decodeMessage } from '../../coap/message/decode.ts';
import { encodeMessage } from '../../coap/message/encode.ts';
import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { hexWords, textWords } from '../words.ts';

const reading = readingOf({
  label: 'datagram',
  decode: bytes => {
    const { message, deviations } = decodeMessage(bytes);
    return { value: message, deviations };
  },
  encode: encodeMessage,
});

/** A Register, its answer, a notification and a block. */
const MESSAGES = hexWords(
  '480212671234567812345678b272640b65703d74657374c1ff3c2f333e',
  '684112671234567812345678827264023561',
  '484512681234567812345678622a' + 'c22d16ff2a',
  '44011269aabbccddb13301300130d10a16',
);

export const target: FuzzTarget = {
  name: 'coap-message',
  title: 'CoAP message over UDP (RFC 7252 §3)',
  readings: [reading],
  seeds: [
    ...MESSAGES,
    ...(await vectorPayloads('coap-malformed', 'coap-message')).map(({ bytes }) => bytes),
  ].map(payload => ({ reading: 0, payload })),
  dictionary: [
    ...hexWords('ff', 'd0', 'e0', 'f0', '0f', '40', '60', '70', 'e0ffff', 'ed00', 'de00', '0d', '0e'),
    ...textWords('rd', 'bs', 'dp', '..', 'ep=', 'lt=', 'lwm2m=1.0', 'b=U', 'pmin='),
  ],
};
