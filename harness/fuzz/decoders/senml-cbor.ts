import { senmlCborCodec, senmlEtchCborCodec } from '../../lwm2m/content/cbor/senml-cbor.ts';
import { CBOR_WORDS } from '../cbor-words.ts';
import { contentTarget } from '../content-target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { hexWords } from '../words.ts';

export const target = contentTarget({
  name: 'senml-cbor',
  title: 'SenML CBOR, 112, and SenML-ETCH CBOR, 322 (RFC 8428 §6, RFC 8790)',
  codec: senmlCborCodec,
  etch: senmlEtchCborCodec,
  vectors: [
    ...(await vectorPayloads('senml-cbor', 'senml-etch-cbor')),
    ...hexWords(
      '82a3212f332f302f0000',
      '82a321652f332f302f00613003644f70656ea200613902185f',
      '81a200672f332f302f3133021a51825f0f',
      '81a300672f332f302f3133021a51825f0f06fb41d954fc40000000',
      '80',
      '82a100652f332f30a100622f31',
      '81a200662f332f302f3003f6',
      '81a2006a2f32363234312f302f3763766c6f6436363a30',
      '9fbf00672f332f302f31330201ffff',
    ).map(bytes => ({ path: null, bytes })),
  ],
  dictionary: CBOR_WORDS,
});
