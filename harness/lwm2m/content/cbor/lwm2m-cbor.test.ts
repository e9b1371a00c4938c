import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { LWM2M_CBOR_VECTORS } from '../../../../fixtures/vectors/lwm2m-cbor.ts';
import { TLV_VECTORS } from '../../../../fixtures/vectors/lwm2m-tlv.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { meaningOfNode } from '../../../fuzz/meaning.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { definitionOf } from '../../model/registry.ts';
import { anyInstance, anyObject } from '../../node.arbitrary.ts';
import type { Lwm2mNode } from '../../node.ts';
import { formatPath, type Lwm2mPath, parsePath } from '../../path.ts';
import type { PathValue } from '../flat/path-value.ts';
import { valuesOf } from '../flat/values-of.ts';
import { tlvCodec } from '../tlv/tlv-content.ts';
import { lwm2mCborCodec } from './lwm2m-cbor.ts';

const { composite, newInstance } = lwm2mCborCodec;

function pathOf(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw new TypeError(`Not a path: ${text}`);
  return path;
}

const decode = (path: string, text: string) => lwm2mCborCodec.decode(pathOf(path), hex(text), definitionOf);

function expectRoundTrip(path: Lwm2mPath, node: Lwm2mNode): void {
  const bytes = lwm2mCborCodec.encode(path, node);
  expect(lwm2mCborCodec.decode(path, bytes, definitionOf)).toEqual({ node, deviations: [] });
}

const value = (path: string, number: bigint): PathValue => ({
  path: pathOf(path),
  type: 'Integer',
  value: number,
  time: null,
});

describe('LwM2M CBOR', () => {
  test.each(LWM2M_CBOR_VECTORS)('reads $title at $path', ({ path, hex: text, node }) => {
    expect(decode(path, text)).toEqual({ node, deviations: [] });
  });

  test.each(LWM2M_CBOR_VECTORS.filter(({ canonical }) => canonical))(
    'writes $title at $path',
    ({ path, hex: text, node }) => {
      expect(lwm2mCborCodec.encode(pathOf(path), node)).toEqual(hex(text));
    },
  );

  test('takes 118 bytes for the Device instance of the specification', () => {
    const [device] = TLV_VECTORS;
    if (device === undefined) throw new TypeError('No vector');
    expect(lwm2mCborCodec.encode(pathOf(device.path), device.node)).toHaveLength(118);
  });

  test('gives back every instance, resource and resource instance', () => {
    fc.assert(
      fc.property(anyInstance, ({ object, node }) => {
        const at = { object, instance: node.id };
        expectRoundTrip(at, node);
        for (const resource of node.resources) {
          expectRoundTrip({ ...at, resource: resource.id }, resource);
          if (resource.kind === 'single') continue;
          const { id, type } = resource;
          for (const [key, each] of resource.values) {
            const instance: Lwm2mNode = { kind: 'resource-instance', id: key, type, value: each };
            expectRoundTrip({ ...at, resource: id, resourceInstance: key }, instance);
          }
        }
      }),
    );
  });

  test('gives back every object, empty instances and resources among it', () => {
    fc.assert(fc.property(anyObject, node => expectRoundTrip({ object: node.id }, node)));
  });

  test('says the same as TLV', () => {
    fc.assert(
      fc.property(anyObject, node => {
        const path = { object: node.id };
        const tlv = tlvCodec.decode(path, tlvCodec.encode(path, node), definitionOf);
        const cbor = lwm2mCborCodec.decode(path, lwm2mCborCodec.encode(path, node), definitionOf);
        expect(cbor).toEqual(tlv);
      }),
    );
  });

  test('writes again what it read as it was, and what a lenient receiver read as a strict one takes it', () => {
    const written = anyInstance.map(({ object, node }) => ({
      path: { object, instance: node.id },
      bytes: lwm2mCborCodec.encode({ object, instance: node.id }, node),
    }));
    const changed = written.chain(({ path, bytes }) =>
      fc.record({
        path: fc.constant(path),
        bytes: fc.oneof(fc.constant(bytes), mutated(fc.constant(bytes))),
        original: fc.constant(bytes),
      }),
    );
    fc.assert(
      fc.property(changed, ({ path, bytes, original }) => {
        const { node, deviations } = lwm2mCborCodec.decode(path, bytes, definitionOf);
        expect(node !== null || breaches(deviations).length > 0).toBe(true);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(bytes.length);
        if (node === null) return;
        const again = lwm2mCborCodec.encode(path, node);
        if (bytes === original) expect(again).toEqual(bytes);
        const reread = lwm2mCborCodec.decode(path, again, definitionOf);
        // What no definition has is of the type that its form suggests, and a Time loses its tag.
        expect(reread.node && meaningOfNode(path, reread.node)).toEqual(meaningOfNode(path, node));
        // Single for multiple is in the tree itself, and stays.
        expect(reread.deviations.filter(({ code }) => code !== 'content.instances')).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  test('is never longer than with each value under its own path, or with maps alone', () => {
    fc.assert(
      fc.property(anyInstance, ({ object, node }) => {
        const values = valuesOf({ object, instance: node.id }, node);
        fc.pre(values.length > 0);
        const alone = values.map(each => composite.encodeValues([each]).length - 1);
        const together = composite.encodeValues(values).length;
        expect(together).toBeLessThanOrEqual(alone.reduce((sum, each) => sum + each, 5));
      }),
    );
  });

  test('refuses a node that is not what the path points at, and values that do not fit', () => {
    const node: Lwm2mNode = { kind: 'instance', id: 0, resources: [] };
    expect(() => lwm2mCborCodec.encode({ object: 3 }, node)).toThrow(HarnessBugError);
    const wrong: Lwm2mNode = { kind: 'single', id: 9, type: 'Integer', value: 'full' };
    expect(() => lwm2mCborCodec.encode(pathOf('/3/0/9'), wrong)).toThrow(HarnessBugError);
  });
});

describe('LwM2M CBOR of empty maps', () => {
  test('reads an empty map in two places as one', () => {
    expect(decode('/3/0', 'A2 82 03 00 A1 06 A0 03 A1 00 A1 06 A0')).toEqual({
      node: {
        kind: 'instance',
        id: 0,
        resources: [{ kind: 'multiple', id: 6, type: 'Integer', values: new Map() }],
      },
      deviations: [],
    });
  });

  test.each(['A1 82 03 00 A0', 'A1 03 A0'])('finds nothing of a multiple resource in %s', text => {
    const empty = { kind: 'multiple', id: 6, type: 'Integer', values: new Map() };
    expect(decode('/3/0/6', text)).toEqual({ node: empty, deviations: [] });
  });
});

describe('LwM2M CBOR of a new instance', () => {
  const node = {
    kind: 'instance' as const,
    id: 7,
    resources: [{ kind: 'single' as const, id: 0, type: 'Integer' as const, value: 1n }],
  };

  test('carries its id', () => {
    expect(newInstance.encode(1, node)).toEqual(hex('A1 83 01 07 00 01'));
    expect(newInstance.decode(1, hex('A1 83 01 07 00 01'), definitionOf)).toEqual({ node, deviations: [] });
    expect(newInstance.decode(1, hex('A1 82 01 07 A0'), definitionOf)).toEqual({
      node: { kind: 'instance', id: 7, resources: [] },
      deviations: [],
    });
  });

  test('cannot go without one', () => {
    expect(newInstance.anonymous).toBe(false);
    expect(() => newInstance.encode(1, { ...node, id: null })).toThrow(HarnessBugError);
  });

  test.each(['A0', 'A1 01 A2 00 A0 01 A0'])('is not in %s', text => {
    const decoded = newInstance.decode(1, hex(text), definitionOf);
    expect(decoded.node).toBeNull();
    expect(decoded.deviations).toMatchObject([{ code: 'content.new-instance' }]);
  });
});

describe('composite LwM2M CBOR', () => {
  test('carries values of any paths, longer chains of ids under one key', () => {
    const values = [value('/3/0/6/0', 1n), value('/3/0/9', 2n), value('/1/5/1', 3n)];
    const bytes = hex('A2 03 A1 00 A2 06 A1 00 01 09 02 83 01 05 01 03');
    expect(composite.encodeValues(values)).toEqual(bytes);
    expect(composite.decodeValues(bytes, definitionOf)).toEqual({ node: values, deviations: [] });
  });

  test('gives back the values of every tree', () => {
    fc.assert(
      fc.property(anyInstance, ({ object, node }) => {
        const values = valuesOf({ object, instance: node.id }, node);
        const decoded = composite.decodeValues(composite.encodeValues(values), definitionOf);
        expect(decoded).toEqual({ node: values, deviations: [] });
      }),
    );
  });

  test('carries paths of any depth, the whole device among them', () => {
    const paths = [
      'root' as const,
      { object: 3 },
      pathOf('/3/0'),
      pathOf('/3303/1/5700'),
      pathOf('/3/0/6/1'),
    ];
    const bytes = hex('85 80 81 03 82 03 00 83 19 0C E7 01 19 16 44 84 03 00 06 01');
    expect(composite.encodePaths(paths)).toEqual(bytes);
    expect(composite.decodePaths(bytes)).toEqual({ node: paths, deviations: [] });
  });

  test.each<[string, string, number, string, boolean]>([
    ['an id for a path', '81 03', 1, 'should', true],
    ['a map', 'A0', 0, 'must', false],
  ])('tells %s in a list of paths', (_, text, offset, level, readable) => {
    const { node, deviations } = composite.decodePaths(hex(text));
    expect(deviations).toMatchObject([{ code: 'lwm2m-cbor.paths', offset, level }]);
    expect(node !== null).toBe(readable);
  });

  test('refuses text for a path', () => {
    const { node, deviations } = composite.decodePaths(hex('81 62 2F 33'));
    expect(node).toBeNull();
    expect(deviations).toMatchObject([{ code: 'lwm2m-cbor.path', offset: 1 }]);
  });

  test('tells a path that comes twice, and keeps both values', () => {
    const { node, deviations } = composite.decodeValues(
      hex('A2 83 03 00 09 01 82 03 00 A1 09 02'),
      definitionOf,
    );
    expect(node).toEqual([value('/3/0/9', 1n), value('/3/0/9', 2n)]);
    expect(deviations).toMatchObject([{ code: 'lwm2m-cbor.duplicate', offset: 10, level: 'must' }]);
  });

  test.each<[string, readonly PathValue[]]>([
    ['with a time', [{ ...value('/3/0/9', 1n), time: 1700000000 }]],
    ['twice', [value('/3/0/9', 1n), value('/3/0/9', 2n)]],
    ['and its own instance', [value('/3/0/9', 1n), value('/3/0/9/0', 2n)]],
    ['behind its own instance', [value('/3/0/9/0', 2n), value('/3/0/9', 1n)]],
    ['of an object instance', [value('/3/0', 1n)]],
  ])('cannot carry a value %s', (_, values) => {
    expect(() => composite.encodeValues(values)).toThrow(HarnessBugError);
  });

  test('names what it cannot carry', () => {
    expect(() => composite.encodeValues([value('/3/0/9', 1n), value('/3/0/9', 2n)])).toThrow(
      formatPath(pathOf('/3/0/9')),
    );
  });
});
