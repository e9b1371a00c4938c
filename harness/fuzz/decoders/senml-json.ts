import { senmlEtchJsonCodec, senmlJsonCodec } from '../../lwm2m/content/senml/senml-json.ts';
import { contentTarget } from '../content-target.ts';
import { JSON_WORDS } from '../json-words.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { textWords } from '../words.ts';

export const target = contentTarget({
  name: 'senml-json',
  title: 'SenML JSON, 110, and SenML-ETCH JSON, 320 (RFC 8428 §5, RFC 8790)',
  codec: senmlJsonCodec,
  etch: senmlEtchJsonCodec,
  vectors: [
    ...(await vectorPayloads('senml-json', 'senml-etch-json')),
    ...textWords(
      '[{"bn":"/3/0/","n":"0","vs":"Open"},{"n":"9","v":95},{"n":"6/0","v":1},{"n":"6/1","v":5}]',
      '[{"n":"/3/0/13","v":1367491215},{"n":"/1/0/6","vb":true},{"n":"/26241/0/5","vd":"yv4"},{"n":"/26241/0/7","vlo":"66:0"}]',
      '[{"bn":"/26241/0/3","bt":1700000000,"t":-5,"v":1.5},{"t":0,"v":-2.5e3}]',
      '[{"n":"/3/0/9","v":9223372036854775807},{"n":"/3/0/0","v":null}]',
      '[{"n":"/3/0"},{"n":"/1"}]',
      '[]',
    ).map(bytes => ({ path: null, bytes })),
  ],
  dictionary: JSON_WORDS,
});
