import { lwm2mCborCodec } from '../../lwm2m/content/cbor/lwm2m-cbor.ts';
import { CBOR_WORDS } from '../cbor-words.ts';
import { contentTarget } from '../content-target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { hexWords } from '../words.ts';

export const target = contentTarget({
  name: 'lwm2m-cbor',
  title: 'LwM2M CBOR, 11544 (TS 1.2 §7.4)',
  codec: lwm2mCborCodec,
  vectors: [
    ...(await vectorPayloads('lwm2m-cbor')),
    ...hexWords(
      'a1830300006141',
      'a103a100a2006441636d6509185f',
      'a203a100a106a20001010105a100f5',
      '8183030009',
      '82830300098101',
      'a183196681000542cafe',
      'a0',
      '80',
      'a1820300a200614109185f',
    ).map(bytes => ({ path: null, bytes })),
  ],
  dictionary: CBOR_WORDS,
});
