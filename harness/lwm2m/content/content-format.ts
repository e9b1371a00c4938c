export { contentFormatName, describeContentFormat } from '../../coap/message/content-format.ts';

/** Content formats of LwM2M by their short names (TS 1.0 §6.4, TS 1.1 §7.4, TS 1.2 §7.4). */
export const ContentFormat = {
  text: 0,
  linkFormat: 40,
  opaque: 42,
  cbor: 60,
  senmlJson: 110,
  senmlCbor: 112,
  senmlEtchJson: 320,
  senmlEtchCbor: 322,
  tlv: 11542,
  json: 11543,
  lwm2mCbor: 11544,
} as const;
