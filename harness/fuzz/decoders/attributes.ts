import { formatAttributes, parseAttributes } from '../../lwm2m/attributes/attributes.ts';
import { LWM2M_VERSIONS } from '../../lwm2m/attributes/lwm2m-version.ts';
import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { textWords } from '../words.ts';

/** A query has no byte offsets: its items are options of their own. */
const readings = LWM2M_VERSIONS.map(version =>
  readingOf({
    label: version,
    decode: bytes => {
      const { changes, fault } = parseAttributes(itemsOf(bytes), version);
      return {
        value: changes,
        deviations: fault === null ? [] : [{ ...fault, offset: 0, level: 'must' as const }],
      };
    },
    encode: changes => new TextEncoder().encode(formatAttributes(changes).join('&')),
  }),
);

function itemsOf(bytes: Uint8Array): string[] {
  const query = Buffer.from(bytes).toString('utf8');
  return query === '' ? [] : query.split('&');
}

export const target: FuzzTarget = {
  name: 'attributes',
  title: 'query of Write-Attributes (TS 1.0 §5.4.4)',
  readings,
  seeds: textWords(
    '',
    'pmin=10&pmax=60',
    'gt',
    'lt=-5.5&gt=20&st=0.5',
    'pmin&pmax',
    'epmin=1&edge=0&con=1',
  ).flatMap(payload => readings.map((_, reading) => ({ reading, payload }))),
  dictionary: textWords(
    '&',
    '=',
    'pmin',
    'pmax',
    'gt',
    'lt',
    'st',
    'epmin',
    'epmax',
    'con',
    'edge',
    '.',
    '-',
  ),
};
