import {
  decodeLwm2mJsonHistory,
  encodeLwm2mJsonHistory,
  lwm2mJsonCodec,
} from '../../lwm2m/content/json/lwm2m-json.ts';
import { contentTarget } from '../content-target.ts';
import { readingOf } from '../engine/judge.ts';
import type { Reading } from '../engine/law.ts';
import { definitionsForFuzzing, FUZZ_OBJECT } from '../fuzz-object.ts';
import { JSON_WORDS } from '../json-words.ts';
import { meaningOfChange } from '../meaning.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { textWords } from '../words.ts';

const HISTORY_OF = { object: FUZZ_OBJECT };

/** Values with their times, where content keeps the newest only. */
const history: Reading = readingOf({
  label: 'history',
  decode: bytes => {
    const { node, deviations } = decodeLwm2mJsonHistory(HISTORY_OF, bytes, definitionsForFuzzing);
    return { value: node, deviations };
  },
  encode: values => encodeLwm2mJsonHistory(HISTORY_OF, values),
  meaning: values => values.map(meaningOfChange),
});

export const target = contentTarget({
  name: 'lwm2m-json',
  title: 'LwM2M JSON, 11543 (TS 1.0 §6.4.4)',
  codec: lwm2mJsonCodec,
  more: [history],
  vectors: [
    ...(await vectorPayloads('lwm2m-json')),
    ...textWords(
      '{"bn":"/3/0/","e":[{"n":"0","sv":"Open"},{"n":"9","v":95},{"n":"6/0","v":1},{"n":"6/1","v":5}]}',
      '{"bn":"/26241/","bt":1700000000,"e":[{"n":"0/3","v":1.5,"t":-5},{"n":"0/4","bv":true},{"n":"0/5","sv":"yv4="},{"n":"0/7","ov":"66:0"}]}',
      '{"e":[{"n":"","sv":"a"}]}',
      '{"e":[]}',
    ).map(bytes => ({ path: null, bytes })),
  ],
  dictionary: [...JSON_WORDS, ...textWords('"e":[', '"sv":"', '"ov":"')],
});
