import { ContentFormat } from '../../harness/touchstone.ts';

/** The two syntaxes of SenML, each with the ICS key that stands for it. */
export const SENML = {
  json: { format: ContentFormat.senmlJson, key: 'format.senml-json', clause: 'TS 1.1 §7.4.4, RFC 8428 §5' },
  cbor: { format: ContentFormat.senmlCbor, key: 'format.senml-cbor', clause: 'TS 1.1 §7.4.5, RFC 8428 §6' },
} as const;

/** A path that no device has anything at. */
export const ABSENT_OBJECT = '/42700/0/1';
export const ABSENT_RESOURCE = '/3/0/32123';
