import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { RFC_8428_PACK, SENML_CBOR_VECTORS } from '../../../../fixtures/vectors/lwm2m-cbor.ts';
import { TLV_VECTORS } from '../../../../fixtures/vectors/lwm2m-tlv.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { definitionOf } from '../../model/registry.ts';
import { anyInstance } from '../../node.arbitrary.ts';
import { type Lwm2mPath, parsePath } from '../../path.ts';
import type { Decoded } from '../decoded-content.ts';
import type { PathValue, ValueChange } from '../flat/path-value.ts';
import { valuesOf } from '../flat/values-of.ts';
import type { LocatedRecord, SenmlRecord } from '../senml/record.ts';
import { tlvCodec } from '../tlv/tlv-content.ts';
import { lwm2mCborCodec } from './lwm2m-cbor.ts';
import { senmlCborCodec, senmlEtchCborCodec } from './senml-cbor.ts';
import { readSenmlCbor } from './senml-cbor-read.ts';
import { writeSenmlCbor } from './senml-cbor-write.ts';

const { composite } = senmlCborCodec;

function pathOf(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw new TypeError(`Not a path: ${text}`);
  return path;
}

const recordsIn = (bytes: Uint8Array): Decoded<readonly LocatedRecord[]> =>
  readSenmlCbor(bytes, records => ({ node: records, deviations: [] }));

const anyNumber = fc.oneof(fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n - 1n }), fc.double());
const anyRecord: fc.Arbitrary<SenmlRecord> = fc.record(
  {
    bn: fc.string(),
    bt: anyNumber,
    bu: fc.string(),
    bv: anyNumber,
    bs: anyNumber,
    bver: anyNumber,
    n: fc.string(),
    u: fc.string(),
    v: fc.option(anyNumber),
    vs: fc.option(fc.string()),
    vb: fc.option(fc.boolean()),
    vd: fc.option(fc.uint8Array()),
    s: fc.option(anyNumber),
    vlo: fc.option(fc.string()),
    t: anyNumber,
    ut: anyNumber,
  },
  { requiredKeys: [] },
);

describe('records of SenML CBOR', () => {
  test('are those of the example in RFC 8428', () => {
    const bytes = hex(RFC_8428_PACK);
    const { node, deviations } = recordsIn(bytes);
    expect(deviations).toEqual([]);
    const current = { n: 'current', unknownLabels: [] };
    expect(node).toMatchObject([
      {
        bn: 'urn:dev:ow:10e2073a0108006:',
        bt: 1.276020076001e9,
        bu: 'A',
        bver: 5n,
        n: 'voltage',
        u: 'V',
        v: 120.1,
        offset: 1,
      },
      { ...current, t: -5n, v: 1.2 },
      { ...current, t: -4n, v: 1.3 },
      { ...current, t: -3n, v: 1.4 },
      { ...current, t: -2n, v: 1.5 },
      { ...current, t: -1n, v: 1.6 },
      { ...current, t: 0n, v: 1.7 },
    ]);
    expect(writeSenmlCbor(node ?? [])).toHaveLength(bytes.length);
  });

  test('come back with every field', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 4 }), records => {
        const { node, deviations } = recordsIn(writeSenmlCbor(records));
        expect(deviations).toEqual([]);
        expect(node?.map(({ offset, unknownLabels, ...record }) => record)).toEqual(records);
        expect(node?.every(({ unknownLabels }) => unknownLabels.length === 0)).toBe(true);
      }),
    );
  });

  test('tell labels of extensions', () => {
    const { node, deviations } = recordsIn(hex('81 A2 62 78 5F 01 65 6F 74 68 65 72 02'));
    expect(deviations).toEqual([]);
    expect(node).toMatchObject([{ unknownLabels: ['x_', 'other'] }]);
  });
});

describe('SenML CBOR', () => {
  test.each(SENML_CBOR_VECTORS)('reads $title at $path', ({ path, hex: text, node }) => {
    expect(senmlCborCodec.decode(pathOf(path), hex(text), definitionOf)).toEqual({ node, deviations: [] });
  });

  test.each(SENML_CBOR_VECTORS.filter(({ canonical }) => canonical))(
    'writes $title at $path',
    ({ path, hex: text, node }) => {
      expect(senmlCborCodec.encode(pathOf(path), node)).toEqual(hex(text));
    },
  );

  test('takes 196 bytes for the Device instance of the specification', () => {
    const [device] = TLV_VECTORS;
    if (device === undefined) throw new TypeError('No vector');
    expect(senmlCborCodec.encode(pathOf(device.path), device.node)).toHaveLength(196);
  });

  test('says the same as TLV and LwM2M CBOR of everything that has a value', () => {
    fc.assert(
      fc.property(anyInstance, ({ object, node }) => {
        const resources = node.resources.filter(each => each.kind === 'single' || each.values.size > 0);
        fc.pre(resources.length > 0);
        const path = { object, instance: node.id };
        const full = { ...node, resources };
        for (const codec of [senmlCborCodec, lwm2mCborCodec, tlvCodec]) {
          const decoded = codec.decode(path, codec.encode(path, full), definitionOf);
          expect(decoded).toEqual({ node: full, deviations: [] });
        }
      }),
    );
  });

  test('writes what a lenient receiver read as a strict one takes it', () => {
    const payload = anyInstance.chain(({ object, node }) => {
      const path = { object, instance: node.id };
      return mutated(fc.constant(senmlCborCodec.encode(path, node))).map(bytes => ({ path, bytes }));
    });
    fc.assert(
      fc.property(payload, ({ path, bytes }) => {
        const { node, deviations } = senmlCborCodec.decode(path, bytes, definitionOf);
        expect(node !== null || breaches(deviations).length > 0).toBe(true);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(bytes.length);
        if (node === null || valuesOf(path, node).length === 0) return;
        const again = senmlCborCodec.encode(path, node);
        const reread = senmlCborCodec.decode(path, again, definitionOf);
        expect(reread.node).toEqual(node);
        // Single for multiple is in the tree itself, and stays.
        expect(reread.deviations.filter(({ code }) => code !== 'content.instances')).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  test('carries values with times', () => {
    const value = (path: string, number: bigint, time: number | null): PathValue => ({
      path: pathOf(path),
      type: 'Integer',
      value: number,
      time,
    });
    const values = [
      value('/3/0/9', 1n, -5),
      value('/3/0/9', 2n, 1700000000.5),
      value('/3/0/10', 3n, 2 ** 40),
    ];
    const bytes = composite.encodeValues(values);
    expect(composite.decodeValues(bytes, definitionOf)).toEqual({ node: values, deviations: [] });
  });

  test('carries paths without values', () => {
    const paths = ['root' as const, pathOf('/3'), pathOf('/3/0/9')];
    expect(composite.decodePaths(composite.encodePaths(paths))).toEqual({ node: paths, deviations: [] });
    expect(composite.encodePaths([pathOf('/3/0/9')])).toEqual(hex('81 A1 00 66 2F 33 2F 30 2F 39'));
  });
});

describe('SenML-ETCH CBOR', () => {
  test('carries what to set and what to remove', () => {
    const changes: readonly ValueChange[] = [
      { path: pathOf('/3/0/9'), type: 'Integer', value: 1n, time: null },
      { path: pathOf('/3/0/6/1'), value: null },
    ];
    const bytes = senmlEtchCborCodec.encodePatch(changes);
    expect(bytes).toEqual(hex('82 A3 21 65 2F 33 2F 30 2F 00 61 39 02 01 A2 00 63 36 2F 31 02 F6'));
    expect(senmlEtchCborCodec.decodePatch(bytes, definitionOf)).toEqual({ node: changes, deviations: [] });
  });

  test('carries what to fetch', () => {
    const paths = [pathOf('/3/0'), pathOf('/1/0/1')];
    const bytes = senmlEtchCborCodec.encodeFetch(paths);
    expect(senmlEtchCborCodec.decodeFetch(bytes)).toEqual({ node: paths, deviations: [] });
  });
});
