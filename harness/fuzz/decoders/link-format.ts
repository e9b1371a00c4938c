import { LWM2M_VERSIONS } from '../../lwm2m/attributes/lwm2m-version.ts';
import type { Decoded } from '../../lwm2m/content/decoded-content.ts';
import { readBootstrapDiscover } from '../../lwm2m/content/link-format/bootstrap-links.ts';
import { readDiscover } from '../../lwm2m/content/link-format/discover-links.ts';
import { formatLinkFormat, parseLinkFormat } from '../../lwm2m/content/link-format/link-format.ts';
import { readObjectList } from '../../lwm2m/content/link-format/register-links.ts';
import { readingOf } from '../engine/judge.ts';
import type { Reading } from '../engine/law.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { definitionsForFuzzing } from '../fuzz-object.ts';
import { vectorPayloads } from '../vector-seeds.ts';
import { textWords } from '../words.ts';

const links = readingOf({
  label: 'links',
  decode: bytes => {
    const { links: value, deviations } = parseLinkFormat(bytes);
    return { value, deviations };
  },
  encode: value => new TextEncoder().encode(formatLinkFormat(value)),
  // Whether a value stands in quotes does not change it.
  meaning: value =>
    value.map(({ target, attributes }) => [target, attributes.map(({ name, value }) => [name, value])]),
});

/** What LwM2M makes of links, in each version. */
const payloads = LWM2M_VERSIONS.flatMap(version => [
  lwm2mReading(`object list, ${version}`, bytes => readObjectList(bytes, definitionsForFuzzing, version)),
  lwm2mReading(`discover of /3/0, ${version}`, bytes =>
    readDiscover(bytes, { object: 3, instance: 0 }, { definitions: definitionsForFuzzing, version }),
  ),
  lwm2mReading(`bootstrap discover, ${version}`, bytes =>
    readBootstrapDiscover(bytes, definitionsForFuzzing, version),
  ),
]);

const readings: readonly Reading[] = [links, ...payloads];

function lwm2mReading(label: string, read: (bytes: Uint8Array) => Decoded<unknown>): Reading {
  return readingOf({
    label,
    decode: bytes => {
      const { node, deviations } = read(bytes);
      return { value: node, deviations };
    },
  });
}

const LISTS = textWords(
  '</>;rt="oma.lwm2m";ct=11543,</1/0>,</3/0>,</5>,</44>;ver="2.2",</45>;ver=2.2',
  '</3/0/7>;pmin=10;pmax=200;dim=2;lt=1;gt=6;st=1',
  '</0/0>;ssid=101;uri="coaps://bs.example.com",</3/0>;title*=UTF-8\'en\'a%20b',
  'lwm2m="1.0",</0/0>;ssid=101,</0/1>,</1/0>;ssid=101,</3/0>',
  '</>;lwm2m=1.1,</0/0>;ssid=1;uri="coap://a",</21/0>,</1/0>',
  '</lwm2m>;rt="oma.lwm2m";ct="60 112",</lwm2m/1/0>',
  '</a>;x="a\\"b,;<>\\\\"',
);

export const target: FuzzTarget = {
  name: 'link-format',
  title: 'CoRE link format (RFC 6690 §2), and object lists in it (TS 1.0 §5.2, §5.3.1, §5.4.2)',
  readings,
  seeds: [
    ...LISTS,
    ...(await vectorPayloads('link-format', 'lwm2m-link', 'core-link')).map(({ bytes }) => bytes),
  ].flatMap(payload => readings.map((_, reading) => ({ reading, payload }))),
  dictionary: textWords(
    '<',
    '>',
    ',',
    ';',
    '=',
    '"',
    '\\"',
    '\\',
    '*=',
    ' ',
    '</',
    'ver=',
    'dim=',
    'rt="',
    'ct="40 60"',
    'ü',
  ),
};
