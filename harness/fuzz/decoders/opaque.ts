import { opaqueCodec } from '../../lwm2m/content/single-value/single-value.ts';
import { contentTarget } from '../content-target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { hexWords } from '../words.ts';

export const target = contentTarget({
  name: 'opaque',
  title: 'application/octet-stream (TS 1.0 §6.4.2)',
  codec: opaqueCodec,
  vectors: [
    ...(await vectorPayloads('lwm2m-opaque', 'opaque')),
    ...hexWords('', '00', 'cafe').map(bytes => ({ path: null, bytes })),
  ],
  dictionary: hexWords('00', 'ff'),
});
