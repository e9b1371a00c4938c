import { cborCodec } from '../../lwm2m/content/cbor/cbor-content.ts';
import { CBOR_WORDS } from '../cbor-words.ts';
import { contentTarget } from '../content-target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { hexWords } from '../words.ts';

export const target = contentTarget({
  name: 'cbor',
  title: 'CBOR of a single value, 60 (RFC 8949)',
  codec: cborCodec,
  vectors: [
    ...(await vectorPayloads('cbor')),
    ...hexWords(
      '00',
      '1b7fffffffffffffff',
      '20',
      'fb3ff8000000000000',
      'fa47c35000',
      'f97e00',
      '63616263',
      '43cafe00',
      'f5',
      'c11a51825f0f',
      '6436363a30',
      'f6',
      '1800',
      '5f41ca41feff',
      '7f61616162ff',
    ).map(bytes => ({ path: null, bytes })),
  ],
  dictionary: CBOR_WORDS,
});
