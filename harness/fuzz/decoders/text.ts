import { textCodec } from '../../lwm2m/content/single-value/single-value.ts';
import { contentTarget } from '../content-target.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { textWords } from '../words.ts';

export const target = contentTarget({
  name: 'text',
  title: 'text/plain (TS 1.0 appendix C)',
  codec: textCodec,
  vectors: [
    ...(await vectorPayloads('lwm2m-text', 'text')),
    ...textWords(
      '',
      '0',
      '1',
      '-1',
      '1.5',
      '1e3',
      'true',
      '65535:65535',
      '3:0',
      'aGVsbG8=',
      '1700000000',
      'Größe',
    ).map(bytes => ({ path: null, bytes })),
  ],
  dictionary: textWords(
    '+',
    '-',
    '.',
    'e',
    'E',
    ':',
    '=',
    '==',
    'NaN',
    'Infinity',
    'false',
    ' ',
    '\n',
    '\ufeff',
    '0x',
  ),
});
