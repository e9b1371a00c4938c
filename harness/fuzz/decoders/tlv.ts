import { tlvCodec } from '../../lwm2m/content/tlv/tlv-content.ts';
import { contentTarget } from '../content-target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { hexWords } from '../words.ts';

export const target = contentTarget({
  name: 'tlv',
  title: 'OMA TLV (TS 1.0 §6.4.3)',
  codec: tlvCodec,
  vectors: await vectorPayloads('lwm2m-tlv'),
  dictionary: hexWords(
    'c1',
    'c2',
    'c4',
    'c8',
    '88',
    '08',
    '86',
    '41',
    '48',
    'e1',
    '28',
    'd0',
    '3f800000',
    '7ff8000000000000',
  ),
});
