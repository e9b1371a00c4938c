import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { TLV_VECTORS, vectorDefinitionOf } from '../../../../fixtures/vectors/lwm2m-tlv.ts';
import { LONGER_TLV, MALFORMED_TLV } from '../../../../fixtures/vectors/lwm2m-tlv-malformed.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { definitionOf } from '../../model/registry.ts';
import { anyInstance, anyObject } from '../../node.arbitrary.ts';
import type { Lwm2mNode } from '../../node.ts';
import { type Lwm2mPath, parsePath } from '../../path.ts';
import { tlvCodec } from './tlv-content.ts';

function pathOf(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw new TypeError(`Not a path: ${text}`);
  return path;
}

const decode = (path: string, text: string) => tlvCodec.decode(pathOf(path), hex(text), vectorDefinitionOf);

function expectRoundTrip(path: Lwm2mPath, node: Lwm2mNode): void {
  const bytes = tlvCodec.encode(path, node);
  expect(tlvCodec.decode(path, bytes, definitionOf)).toEqual({ node, deviations: [] });
}

describe('TLV content', () => {
  test.each(TLV_VECTORS)('reads $title at $path', ({ path, hex: text, node }) => {
    expect(decode(path, text)).toEqual({ node, deviations: [] });
  });

  test.each(TLV_VECTORS)('writes $title at $path', ({ path, hex: text, node }) => {
    expect(tlvCodec.encode(pathOf(path), node)).toEqual(hex(text));
  });

  test.each(MALFORMED_TLV)('finds $title at $path', ({ path, hex: text, deviations, readable }) => {
    const decoded = decode(path, text);
    expect(decoded.deviations.map(({ code, offset }) => [code, offset])).toEqual(deviations);
    expect(decoded.node !== null).toBe(readable);
  });

  test.each(LONGER_TLV)('takes $title without a deviation', ({ hex: text }) => {
    const resource = { kind: 'single', id: 9, type: 'Integer', value: 100n };
    expect(decode('/3/0', text)).toEqual({
      node: { kind: 'instance', id: 0, resources: [resource] },
      deviations: [],
    });
  });

  test('keeps the sign of longer integers', () => {
    expect(decode('/3/0/9', 'C2 09 FF FF').node).toEqual({
      kind: 'single',
      id: 9,
      type: 'Integer',
      value: -1n,
    });
  });

  test('keeps the first of two values with the same id', () => {
    expect(decode('/3/0', 'C1 09 64 C1 09 65').node).toMatchObject({ resources: [{ id: 9, value: 100n }] });
  });

  test('reports every value that does not fit, not only the first', () => {
    const { node, deviations } = decode('/3/0', 'C3 09 00 00 64 C0 0A');
    expect(node).toBeNull();
    expect(deviations.map(({ offset }) => offset)).toEqual([2, 7]);
  });

  test('takes a resource that no definition has as bytes', () => {
    expect(decode('/3/0', 'E2 69 78 CA FE')).toEqual({
      node: {
        kind: 'instance',
        id: 0,
        resources: [{ kind: 'single', id: 27000, type: 'Opaque', value: hex('CAFE') }],
      },
      deviations: [],
    });
  });

  test('gives back every instance that was encoded', () => {
    fc.assert(
      fc.property(anyInstance, ({ object, node }) => {
        expectRoundTrip({ object, instance: node.id }, node);
        for (const resource of node.resources) {
          expectRoundTrip({ object, instance: node.id, resource: resource.id }, resource);
        }
      }),
    );
  });

  test('gives back every object that was encoded', () => {
    fc.assert(fc.property(anyObject, node => expectRoundTrip({ object: node.id }, node)));
  });

  test('gives a node or a deviation for whatever bytes it gets', () => {
    const path = fc
      .constantFrom('/3', '/1', '/3/0', '/3/0/6', '/3/0/9', '/6/0/0', '/99/1', '/3/0/6/1')
      .map(pathOf);
    const start = fc.constantFrom(0x08, 0x86, 0xc1, 0xc4, 0x41).map(type => Uint8Array.of(type, 6));
    const bytes = fc
      .tuple(start, fc.uint8Array({ maxLength: 40 }))
      .map(([head, tail]) => Uint8Array.of(...head, ...tail));
    fc.assert(
      fc.property(path, fc.oneof(bytes, fc.uint8Array()), (at, payload) => {
        const { node, deviations } = tlvCodec.decode(at, payload, definitionOf);
        expect(node !== null || deviations.length > 0).toBe(true);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(payload.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('refuses a node that is not what the path points at', () => {
    const node: Lwm2mNode = { kind: 'instance', id: 0, resources: [] };
    expect(() => tlvCodec.encode({ object: 3 }, node)).toThrow(HarnessBugError);
  });
});

describe('TLV of a new instance', () => {
  test('carries its id when it has one', () => {
    const bytes = hex('03 07 C1 00 01');
    const node = {
      kind: 'instance' as const,
      id: 7,
      resources: [{ kind: 'single' as const, id: 0, type: 'Integer' as const, value: 1n }],
    };
    expect(tlvCodec.newInstance.encode(1, node)).toEqual(bytes);
    expect(tlvCodec.newInstance.decode(1, bytes, definitionOf)).toEqual({ node, deviations: [] });
  });

  test('is bare when the client is to choose the id', () => {
    const node = {
      kind: 'instance' as const,
      id: null,
      resources: [{ kind: 'single' as const, id: 0, type: 'Integer' as const, value: 1n }],
    };
    expect(tlvCodec.newInstance.encode(1, node)).toEqual(hex('C1 00 01'));
    expect(tlvCodec.newInstance.decode(1, hex('C1 00 01'), definitionOf)).toEqual({ node, deviations: [] });
  });

  test('is refused when there are two', () => {
    const { node, deviations } = tlvCodec.newInstance.decode(1, hex('00 01 00 02'), definitionOf);
    expect(node).toBeNull();
    expect(deviations).toMatchObject([{ code: 'tlv.nesting', offset: 2 }]);
  });
});
