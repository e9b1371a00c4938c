import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import type { ObjectDefinition } from '../../model/object-definition.ts';
import { definitionOf } from '../../model/registry.ts';
import { VALUE_TYPES, valueFor } from '../../node.arbitrary.ts';
import type { Lwm2mNode } from '../../node.ts';
import type { ResourceType, Value } from '../../value.ts';
import { anyWrittenItem } from './cbor.arbitrary.ts';
import { cborCodec } from './cbor-content.ts';

const PATH = { object: 42, instance: 0, resource: 0 };

/** Any type at resource 0 of object 42. */
const only =
  (type: ResourceType, multiple = false) =>
  (): ObjectDefinition => ({
    id: 42,
    name: 'Any',
    urn: 'urn:oma:lwm2m:x:42',
    version: '1.0',
    multiple: false,
    mandatory: false,
    resources: [{ id: 0, name: 'Any', operations: 'RW', multiple, mandatory: true, type }],
  });

const single = (type: ResourceType, value: Value): Lwm2mNode => ({ kind: 'single', id: 0, type, value });
const typedValue = fc.constantFrom(...VALUE_TYPES).chain(type => fc.tuple(fc.constant(type), valueFor(type)));

describe('one value in CBOR', () => {
  test.each<[ResourceType, Value, string]>([
    ['Integer', 0n, '00'],
    ['Integer', -1n, '20'],
    ['Integer', 2n ** 63n - 1n, '1B7FFFFFFFFFFFFFFF'],
    ['Integer', -(2n ** 63n), '3B7FFFFFFFFFFFFFFF'],
    ['Unsigned Integer', 2n ** 64n - 1n, '1BFFFFFFFFFFFFFFFF'],
    ['Float', 1, 'F93C00'],
    ['Float', 34.5, 'F95050'],
    ['Float', 100000.5, 'FA47C35040'],
    ['Float', 1.1, 'FB3FF199999999999A'],
    ['Float', -0, 'F98000'],
    ['Float', Number.NaN, 'F97E00'],
    ['Float', Number.NEGATIVE_INFINITY, 'F9FC00'],
    ['Boolean', true, 'F5'],
    ['Boolean', false, 'F4'],
    ['String', '', '60'],
    ['String', 'Zürich', '675AC3BC72696368'],
    ['String', '\ufeffmark', '67EFBBBF6D61726B'],
    ['Opaque', Uint8Array.of(0, 255), '4200FF'],
    ['Time', 1367491215n, 'C11A5182428F'],
    ['Time', 2n ** 33n, 'C11B0000000200000000'],
    ['Objlnk', { object: 66, instance: 0 }, '6436363A30'],
  ])('of type %s is for %p the bytes %s', (type, value, text) => {
    expect(cborCodec.encode(PATH, single(type, value))).toEqual(hex(text));
    expect(cborCodec.decode(PATH, hex(text), only(type))).toEqual({
      node: single(type, value),
      deviations: [],
    });
  });

  test('gives back every value of a resource and of a resource instance', () => {
    fc.assert(
      fc.property(typedValue, fc.nat({ max: 65534 }), ([type, value], id) => {
        const resource = single(type, value);
        const bytes = cborCodec.encode(PATH, resource);
        expect(cborCodec.decode(PATH, bytes, only(type))).toEqual({ node: resource, deviations: [] });
        const instance: Lwm2mNode = { kind: 'resource-instance', id, type, value };
        const path = { ...PATH, resourceInstance: id };
        expect(cborCodec.encode(path, instance)).toEqual(bytes);
        expect(cborCodec.decode(path, bytes, only(type, true))).toEqual({ node: instance, deviations: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('is written again in the same bytes', () => {
    fc.assert(
      fc.property(typedValue, ([type, value]) => {
        const bytes = cborCodec.encode(PATH, single(type, value));
        const { node } = cborCodec.decode(PATH, bytes, only(type));
        expect(node && cborCodec.encode(PATH, node)).toEqual(bytes);
      }),
    );
  });

  test('is written as strict receivers take it wherever a lenient one could read it', () => {
    const payload = mutated(anyWrittenItem.map(({ bytes }) => Uint8Array.from(bytes)));
    fc.assert(
      fc.property(fc.constantFrom(...VALUE_TYPES), payload, (type, bytes) => {
        const { node, deviations } = cborCodec.decode(PATH, bytes, only(type));
        expect(node !== null || breaches(deviations).length > 0).toBe(true);
        if (node === null) return;
        const again = cborCodec.encode(PATH, node);
        expect(cborCodec.decode(PATH, again, only(type))).toEqual({ node, deviations: [] });
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, Value, ResourceType]>([
    ['20', -1n, 'Integer'],
    ['1BFFFFFFFFFFFFFFFF', 2n ** 64n - 1n, 'Unsigned Integer'],
    ['F93C00', 1, 'Float'],
    ['C48221196AB3', 273.15, 'Float'],
    ['F5', true, 'Boolean'],
    ['6436363A30', '66:0', 'String'],
    ['4101', Uint8Array.of(1), 'Opaque'],
    ['C11A5182428F', 1367491215n, 'Time'],
  ])('of an unknown resource is told by its item %s', (text, value, type) => {
    const { node } = cborCodec.decode({ object: 99, instance: 0, resource: 0 }, hex(text), definitionOf);
    expect(node).toEqual(single(type, value));
  });

  test.each<[string, bigint]>([
    ['1A5182428F', 1367491215n],
    ['C11A5182428F', 1367491215n],
    ['C120', -1n],
    ['C1FB41D452D9EC200000', 1363896240n],
    ['F9BE00', -2n],
    ['C074323031332D30332D32315432303A30343A30305A', 1363896240n],
    ['C07819323031332D30332D32315432303A30343A30302D30303A3030', 1363896240n],
    ['C076323031332D30332D32315432303A30343A30302E355A', 1363896240n],
  ])('of type Time is read from %s', (text, seconds) => {
    expect(cborCodec.decode(PATH, hex(text), only('Time')).node).toEqual(single('Time', seconds));
  });

  test.each<[string, bigint]>([
    ['C240', 0n],
    ['C24164', 100n],
    ['C3420063', -100n],
    ['C3487FFFFFFFFFFFFFFF', -(2n ** 63n)],
  ])('of type Integer is for the bignum %s the number %p', (text, value) => {
    expect(cborCodec.decode(PATH, hex(text), only('Integer')).node).toEqual(single('Integer', value));
  });

  test.each<[string, number]>([
    ['C48200 01', 1],
    ['C4823903E7 01', 0],
    ['C4821903E8 01', Number.POSITIVE_INFINITY],
    ['C4823BFFFFFFFFFFFFFFFF 01', 0],
    ['C48222 C349010000000000000000', -18446744073709552],
  ])('of type Float is for the decimal fraction %s the number %p', (text, value) => {
    expect(cborCodec.decode(PATH, hex(text), only('Float')).node).toEqual(single('Float', value));
  });

  test.each(['C4 81 01', 'C4 83 01 02 03', 'C4 82 01 F93C00', 'C4 82 F93C00 01', `C2 51 ${'FF'.repeat(17)}`])(
    'of type Float is not %s',
    text => {
      expect(cborCodec.decode(PATH, hex(text), only('Float')).node).toBeNull();
    },
  );

  test('cannot be an instance, a multiple resource, or a value of another type', () => {
    const instance: Lwm2mNode = { kind: 'instance', id: 0, resources: [] };
    expect(cborCodec.represents(instance)).toBe(false);
    expect(cborCodec.represents({ kind: 'multiple', id: 0, type: 'Integer', values: new Map() })).toBe(false);
    expect(() => cborCodec.encode({ object: 42, instance: 0 }, instance)).toThrow(HarnessBugError);
    expect(() => cborCodec.encode({ ...PATH, resourceInstance: 0 }, single('Integer', 1n))).toThrow(
      HarnessBugError,
    );
    expect(() => cborCodec.encode(PATH, single('Integer', 2n ** 63n))).toThrow(HarnessBugError);
    expect(() => cborCodec.encode(PATH, single('String', '\ud800'))).toThrow(HarnessBugError);
  });
});
