import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatDdf } from '../../lwm2m/model/ddf/format-ddf.ts';
import { parseDdf } from '../../lwm2m/model/ddf/parse-ddf.ts';
import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { textWords } from '../words.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../../fixtures/objects');

/** A file that somebody wrote: its mistakes have lines for people instead of byte offsets. */
const reading = readingOf({
  label: 'object file',
  decode: bytes => {
    const { objects, mistakes } = parseDdf(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    );
    return {
      value: objects,
      deviations: mistakes.map(({ problem }) => ({
        code: 'ddf',
        message: problem,
        offset: 0,
        clause: 'LWM2M.xsd',
        level: 'must' as const,
      })),
    };
  },
  encode: objects => new TextEncoder().encode(formatDdf(objects)),
});

export const target: FuzzTarget = {
  name: 'ddf',
  title: 'object definition file (OMA DDF, LWM2M.xsd)',
  readings: [reading],
  seeds: readdirSync(EXAMPLES)
    .filter(name => name.endsWith('.xml'))
    .toSorted()
    .map(name => ({ reading: 0, payload: new Uint8Array(readFileSync(join(EXAMPLES, name))) })),
  dictionary: textWords(
    '<Object ObjectType="MODefinition">',
    '<Item ID="0">',
    '</Item>',
    '<Name>',
    '<Type>Integer</Type>',
    '<RangeEnumeration>',
    '0..100',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE a [',
    '<!ENTITY a "b">',
    '<?xml version="1.0"?>',
    '&amp;',
    '&#0;',
    '&#x10ffff;',
    '&lol;',
    '/>',
    'ObjectID',
    'Multiple',
    'Mandatory',
  ),
};
