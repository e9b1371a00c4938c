import { generate, parse } from 'coap-packet';
import { METHODS } from '../coap/message/codes.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, queryOptions, uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { Comparison } from './comparison.ts';
import { DEVICE_TLV } from './device-example.ts';

const TOKEN = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

/** A Register of usual size. */
const REGISTER: CoapMessage = {
  type: 'CON',
  code: METHODS.post,
  messageId: 4711,
  token: TOKEN,
  options: [
    ...pathOptions('/rd'),
    uintOption(OptionNumber.contentFormat, ContentFormat.linkFormat),
    ...queryOptions(['ep=urn:imei:490154203237518', 'lt=86400', 'lwm2m=1.0', 'b=U']),
  ],
  payload: Buffer.from('</1/0>,</3/0>,</4/0>,</5/0>,</6/0>,</7>,</3303/0>'),
};

const CONTENT: CoapMessage = {
  type: 'ACK',
  code: '2.05',
  messageId: 4711,
  token: TOKEN,
  options: [uintOption(OptionNumber.contentFormat, ContentFormat.tlv)],
  payload: DEVICE_TLV,
};

/** Our codec, which names every deviation, beside coap-packet, which the package coap uses too. */
export function coapComparisons(): Comparison[] {
  return [...comparisons('register', REGISTER), ...comparisons('content', CONTENT)];
}

function comparisons(name: string, message: CoapMessage): Comparison[] {
  const bytes = Buffer.from(encodeMessage(message));
  const packet = parse(bytes);
  return [
    {
      name: `coap/${name}/decode`,
      ours: () => decodeMessage(bytes),
      peers: [{ name: 'coap-packet', run: () => parse(bytes) }],
    },
    {
      name: `coap/${name}/encode`,
      ours: () => encodeMessage(message),
      peers: [{ name: 'coap-packet', run: () => generate(packet) }],
    },
  ];
}
