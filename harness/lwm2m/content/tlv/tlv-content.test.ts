import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { TLV_VECTORS, vectorDefinitionOf } from '../../../../fixtures/vectors/lwm2m-tlv.ts';
import { LONGER_TLV, MALFORMED_TLV } from '../../../../fixtures/vectors/lwm2m-tlv-malformed.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { definitionOf } from '../../model/registry.ts';
import { anyInstance, anyObject } from '../../node.arbitrary.ts';
import type { Lwm2mNode } from '../../node.ts';
import { type Lwm2mPath, parsePath } from '../../path.ts';
import { encodeTlvContent, encodeTlvNewInstance, tlvCodec } from './tlv-content.ts';
import type { TlvForm } from './tlv-form.ts';

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

  test.each(MALFORMED_TLV)('finds $title at $path', vector => {
    const { path, hex: text, deviations, readable, allowed = false } = vector;
    const decoded = decode(path, text);
    expect(decoded.deviations.map(({ code, offset }) => [code, offset])).toEqual(deviations);
    expect(decoded.node !== null).toBe(readable);
    expect(breaches(decoded.deviations).length === 0).toBe(allowed);
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
          const path = { object, instance: node.id, resource: resource.id };
          expectRoundTrip(path, resource);
          if (resource.kind === 'single') continue;
          for (const [id, value] of resource.values) {
            const instance = { kind: 'resource-instance', id, type: resource.type, value } as const;
            expectRoundTrip({ ...path, resourceInstance: id }, instance);
          }
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

  test('gives a node or a deviation for damaged content, and the same node again from what it took strictly', () => {
    const seen = { strict: 0, lenient: 0, unreadable: 0 };
    const own = anyObject.map(node => ({
      path: { object: node.id },
      bytes: tlvCodec.encode({ object: node.id }, node),
    }));
    const forgiven = MALFORMED_TLV.filter(({ readable }) => readable);
    const odd = fc.constantFrom(...forgiven).map(({ path, hex: text }) => ({
      path: pathOf(path),
      bytes: hex(text),
    }));
    const damaged = fc
      .oneof(own, odd)
      .chain(({ path, bytes }) => mutated(fc.constant(bytes)).map(changed => ({ path, bytes: changed })));
    fc.assert(
      fc.property(damaged, ({ path, bytes }) => {
        const { node, deviations } = tlvCodec.decode(path, bytes, definitionOf);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(bytes.length);
        if (node === null) {
          seen.unreadable += 1;
          expect(breaches(deviations)).not.toEqual([]);
          return;
        }
        const strict = breaches(deviations).length === 0;
        seen[strict ? 'strict' : 'lenient'] += 1;
        if (strict) expectRoundTrip(path, node);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  test('gives the same bytes again for every canonical payload', () => {
    fc.assert(
      fc.property(anyObject, node => {
        const bytes = tlvCodec.encode({ object: node.id }, node);
        const { node: read } = tlvCodec.decode({ object: node.id }, bytes, definitionOf);
        if (read === null) throw new Error('own content was refused');
        expect(tlvCodec.encode({ object: node.id }, read)).toEqual(bytes);
      }),
    );
  });

  test('takes every legal longer form of an object without deviation', () => {
    const form: fc.Arbitrary<TlvForm> = fc.record(
      {
        idBytes: fc.constant(2 as const),
        lengthBytes: fc.constantFrom(1 as const, 2 as const, 3 as const),
        integerBytes: fc.constantFrom(2 as const, 4 as const, 8 as const),
        floatBytes: fc.constant(8 as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyObject, form, (node, longer) => {
        const path = { object: node.id };
        const bytes = encodeTlvContent(path, node, longer);
        expect(tlvCodec.decode(path, bytes, definitionOf)).toEqual({ node, deviations: [] });
      }),
    );
  });

  test('can wrap the instance that the path names already', () => {
    const node: Lwm2mNode = { kind: 'single', id: 9, type: 'Integer', value: 100n };
    const bytes = encodeTlvContent(pathOf('/3/0/9'), node, { wrapped: true });
    expect(bytes).toEqual(hex('03 00 C1 09 64'));
    expect(
      encodeTlvContent({ object: 3 }, { kind: 'object', id: 3, instances: [] }, { wrapped: true }),
    ).toEqual(hex(''));
  });

  test.each<[string, string, string]>([
    ['/3/0/6/1', '41 00 01 41 01 05', '5'],
    ['/3/0/6/1', '86 06 41 00 01 41 01 05', '5'],
    ['/3/0/6/1', '05 00 83 06 41 01 05', '5'],
    ['/3/0/6/1', 'C1 06 05', '5'],
  ])('finds the resource instance %s in %s', (path, text, value) => {
    expect(decode(path, text).node).toEqual({
      kind: 'resource-instance',
      id: 1,
      type: 'Integer',
      value: BigInt(value),
    });
  });

  test.each<[string, Lwm2mNode]>([
    ['/3', { kind: 'instance', id: 0, resources: [] }],
    ['/3/0', { kind: 'object', id: 3, instances: [] }],
    ['/3/0/6', { kind: 'resource-instance', id: 0, type: 'Integer', value: 1n }],
    ['/3/0/6/0', { kind: 'single', id: 6, type: 'Integer', value: 1n }],
  ])('refuses at %s a node that is not what the path points at', (path, node) => {
    expect(() => tlvCodec.encode(pathOf(path), node)).toThrow(HarnessBugError);
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

  test('takes longer forms on purpose', () => {
    const node = { kind: 'instance' as const, id: 7, resources: [] };
    expect(encodeTlvNewInstance(node, { idBytes: 2, lengthBytes: 2 })).toEqual(hex('30 00 07 00 00'));
    expect(encodeTlvNewInstance({ ...node, id: null }, { idBytes: 2 })).toEqual(hex(''));
  });

  test('is found to have the reserved id', () => {
    const { node, deviations } = tlvCodec.newInstance.decode(1, hex('20 FF FF'), definitionOf);
    expect(node).toMatchObject({ id: 65535 });
    expect(deviations).toMatchObject([{ code: 'tlv.reserved-id', offset: 0, level: 'must' }]);
  });

  test('is refused when there are two', () => {
    const { node, deviations } = tlvCodec.newInstance.decode(1, hex('00 01 00 02'), definitionOf);
    expect(node).toBeNull();
    expect(deviations).toMatchObject([{ code: 'tlv.nesting', offset: 2 }]);
  });
});
