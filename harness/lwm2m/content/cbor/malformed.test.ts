import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { MALFORMED_CBOR, type MalformedCbor } from '../../../../fixtures/vectors/cbor-malformed.ts';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { definitionOf } from '../../model/registry.ts';
import { parsePath } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import { cborCodec } from './cbor-content.ts';
import { lwm2mCborCodec } from './lwm2m-cbor.ts';
import { senmlCborCodec } from './senml-cbor.ts';

const CODECS: Readonly<Record<MalformedCbor['format'], ContentCodec>> = {
  cbor: cborCodec,
  'lwm2m-cbor': lwm2mCborCodec,
  'senml-cbor': senmlCborCodec,
};

/** Told by tests of the composite bodies, which have no node. */
const ELSEWHERE = ['lwm2m-cbor.paths', 'lwm2m-cbor.duplicate'];
/** How the sources name a code of their family. */
const CODE = /(?:deviation|#fault)\(\s*'([a-z0-9-]+)'/g;
const FAMILY = /deviationsOf\('([a-z0-9-]+)'/;

function codesInSource(): string[] {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).filter(
    name => name.endsWith('.ts') && !/\.(test|arbitrary)\.ts$/.test(name),
  );
  return sources.flatMap(name => {
    const source = readFileSync(new URL(name, folder), 'utf8');
    const family = FAMILY.exec(source)?.[1];
    return [...source.matchAll(CODE)].map(([, code]) => `${family}.${code}`);
  });
}

describe('content in CBOR', () => {
  test.each(MALFORMED_CBOR)('in format $format is found out with $title', malformed => {
    const path = parsePath(malformed.path);
    if (path === null) throw new TypeError(`Not a path: ${malformed.path}`);
    const { node, deviations } = CODECS[malformed.format].decode(path, hex(malformed.hex), definitionOf);
    expect(deviations.map(({ code, offset }) => [code, offset])).toEqual(malformed.deviations);
    expect(node !== null).toBe(malformed.readable);
    expect(node !== null && breaches(deviations).length === 0).toBe(malformed.strict);
  });

  test('has no deviation that no payload shows', () => {
    const shown = new Set([
      ...MALFORMED_CBOR.flatMap(({ deviations }) => deviations.map(([code]) => code)),
      ...ELSEWHERE,
    ]);
    expect(codesInSource().length).toBeGreaterThan(20);
    expect(codesInSource().filter(code => !shown.has(code))).toEqual([]);
  });
});
