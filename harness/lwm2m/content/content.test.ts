import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { ObjectDefinition } from '../model/object-definition.ts';
import { definitionOf } from '../model/registry.ts';
import { VALUE_TYPES, valueFor } from '../node.arbitrary.ts';
import type { Lwm2mNode } from '../node.ts';
import type { Lwm2mPath } from '../path.ts';
import { type ResourceType, sameValue, type Value } from '../value.ts';
import {
  canRepresent,
  decodeContent,
  decodeNewInstance,
  encodeContent,
  encodeNewInstance,
} from './content.ts';
import { ContentFormat } from './content-format.ts';
import { decodeText, encodeText } from './single-value/text.ts';

const { text, opaque, tlv, linkFormat } = ContentFormat;
const BATTERY = { object: 3, instance: 0, resource: 9 };
const PACKAGE = { object: 5, instance: 0, resource: 0 };
const bytes = (content: string) => new Uint8Array(Buffer.from(content));

/** Any type at resource 0 of object 42. */
const only = (type: ResourceType) => (): ObjectDefinition => ({
  id: 42,
  name: 'Any',
  urn: 'urn:oma:lwm2m:x:42',
  version: '1.0',
  multiple: false,
  mandatory: false,
  resources: [{ id: 0, name: 'Any', operations: 'RW', multiple: false, mandatory: true, type }],
});

describe('text of a value', () => {
  test.each<[ResourceType, Value, string]>([
    ['String', 'Zürich', 'Zürich'],
    ['Integer', -129n, '-129'],
    ['Unsigned Integer', 2n ** 64n - 1n, '18446744073709551615'],
    ['Time', 1367491215n, '1367491215'],
    ['Float', 34.5, '34.5'],
    ['Float', 1e21, '1000000000000000000000'],
    ['Float', -1.25e-9, '-0.00000000125'],
    ['Boolean', true, '1'],
    ['Boolean', false, '0'],
    ['Opaque', Uint8Array.of(1, 2, 3, 4), 'AQIDBA=='],
    ['Objlnk', { object: 66, instance: 0 }, '66:0'],
    ['Objlnk', { object: 65535, instance: 65535 }, '65535:65535'],
  ])('of type %s is %p as %j', (type, value, expected) => {
    expect(encodeText(type, value)).toBe(expected);
    expect(decodeText(type, expected)).toEqual(value);
  });

  test.each<[ResourceType, string]>([
    ['Integer', ''],
    ['Integer', '+1'],
    ['Integer', '01'],
    ['Integer', '1.0'],
    ['Integer', ' 1'],
    ['Integer', '9223372036854775808'],
    ['Integer', '9'.repeat(100_000)],
    ['Unsigned Integer', '-1'],
    ['Float', ''],
    ['Float', '.5'],
    ['Float', '5.'],
    ['Float', 'NaN'],
    ['Float', '1e3'],
    ['Float', '9'.repeat(400)],
    ['Boolean', 'true'],
    ['Boolean', '2'],
    ['Opaque', 'AQIDBA'],
    ['Opaque', '====' as const],
    ['Objlnk', '66:00'],
    ['Objlnk', '66'],
    ['None', ''],
  ])('of type %s is not %j', (type, content) => {
    expect(decodeText(type, content)).toBeNull();
  });

  test.each<[ResourceType, Value]>([
    ['Float', Number.NaN],
    ['Float', Number.POSITIVE_INFINITY],
    ['Integer', 'x'],
    ['Integer', 2n ** 63n],
  ])('of type %s cannot be made of %p', (type, value) => {
    expect(() => encodeText(type, value)).toThrow(HarnessBugError);
  });
});

describe('content of a single resource', () => {
  test('gives back every value, in text and in TLV', () => {
    const typed = fc.constantFrom(...VALUE_TYPES).chain(type => fc.tuple(fc.constant(type), valueFor(type)));
    const path = { object: 42, instance: 0, resource: 0 };
    fc.assert(
      fc.property(typed, fc.constantFrom(text, tlv), ([type, value], format) => {
        fc.pre(format === tlv || typeof value !== 'number' || Number.isFinite(value));
        const node: Lwm2mNode = { kind: 'single', id: 0, type, value };
        const decoded = decodeContent(format, path, encodeContent(format, path, node), only(type));
        expect(decoded.deviations).toEqual([]);
        if (decoded.node?.kind !== 'single') throw new Error('not a single resource');
        expect(decoded.node.type).toBe(type);
        expect(sameValue(decoded.node.value, value)).toBe(true);
      }),
    );
  });

  test('is a node or a deviation for any bytes of any format', () => {
    const format = fc.constantFrom(text, opaque, tlv, linkFormat, 1542);
    const path = fc.constantFrom({ object: 3 }, { object: 3, instance: 0 }, BATTERY, PACKAGE, {
      ...BATTERY,
      resourceInstance: 0,
    });
    fc.assert(
      fc.property(format, path, fc.uint8Array(), (id, at, payload) => {
        const { node, deviations } = decodeContent(id, at, payload, definitionOf);
        expect(node !== null || deviations.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[ResourceType, string, Value]>([
    ['Integer', '+1', 1n],
    ['Integer', '-007', -7n],
    ['Time', '00', 0n],
    ['Float', '.5', 0.5],
    ['Float', '5.', 5],
    ['Float', '1e3', 1000],
    ['Float', '-1.5E-2', -0.015],
  ])('of type %s reads on behind the odd form %j', (type, content, value) => {
    const { node, deviations } = decodeContent(
      text,
      { object: 42, instance: 0, resource: 0 },
      bytes(content),
      only(type),
    );
    expect(node).toEqual({ kind: 'single', id: 0, type, value });
    expect(deviations.map(({ code }) => code)).toEqual(['text.number-form']);
  });

  test('is String where no definition tells its type', () => {
    const { node } = decodeContent(text, { object: 99, instance: 0, resource: 1 }, bytes('12'), definitionOf);
    expect(node).toEqual({ kind: 'single', id: 1, type: 'String', value: '12' });
  });

  test.each<[string, number, Lwm2mPath, Uint8Array]>([
    ['text.value', text, BATTERY, bytes('full')],
    ['text.value', text, BATTERY, bytes('')],
    ['text.value', text, BATTERY, bytes('1e3')],
    ['text.value', text, BATTERY, bytes(`+${'9'.repeat(19)}`)],
    ['text.utf8', text, { ...BATTERY, resource: 0 }, Uint8Array.of(0xc3, 0x28)],
    ['content.single-value', text, { object: 3, instance: 0 }, bytes('1')],
    ['content.single-value', text, { ...BATTERY, resource: 6 }, bytes('1')],
    ['content.single-value', text, { ...BATTERY, resourceInstance: 0 }, bytes('1')],
    ['content.single-value', opaque, { object: 5 }, bytes('1')],
    ['opaque.type', opaque, BATTERY, bytes('1')],
    ['content.format', 1542, BATTERY, bytes('1')],
  ])('is refused as %s in format %p at %p', (code, format, path, payload) => {
    const { node, deviations } = decodeContent(format, path, payload, definitionOf);
    expect(node).toBeNull();
    expect(deviations.map(deviation => deviation.code)).toEqual([code]);
  });

  test('passes bytes through as opaque', () => {
    const node: Lwm2mNode = { kind: 'single', id: 0, type: 'Opaque', value: Uint8Array.of(0, 255) };
    expect(encodeContent(opaque, PACKAGE, node)).toEqual(Uint8Array.of(0, 255));
    expect(decodeContent(opaque, PACKAGE, Uint8Array.of(0, 255), definitionOf)).toEqual({
      node,
      deviations: [],
    });
  });
});

describe('formats', () => {
  const single: Lwm2mNode = { kind: 'single', id: 9, type: 'Integer', value: 1n };
  const instance: Lwm2mNode = { kind: 'instance', id: 0, resources: [] };

  test('represent what they can carry', () => {
    const table = [single, instance].map(node =>
      [text, opaque, tlv, linkFormat].map(id => canRepresent(id, node)),
    );
    expect(table).toEqual([
      [true, false, true, false],
      [false, false, true, false],
    ]);
  });

  test('refuse to encode what they cannot carry', () => {
    expect(() => encodeContent(text, { object: 3, instance: 0 }, instance)).toThrow(HarnessBugError);
    expect(() => encodeContent(linkFormat, BATTERY, single)).toThrow(HarnessBugError);
    expect(() => encodeContent(text, { object: 3, instance: 0 }, single)).toThrow(HarnessBugError);
    expect(() => encodeNewInstance(text, 3303, { kind: 'instance', id: 1, resources: [] })).toThrow(
      HarnessBugError,
    );
  });

  test('carry a new instance in TLV only', () => {
    const created = {
      kind: 'instance',
      id: 3,
      resources: [{ kind: 'single', id: 0, type: 'Integer', value: 7n }],
    } as const;
    const payload = encodeNewInstance(tlv, 3303, created);
    expect(decodeNewInstance(tlv, 1, payload, definitionOf)).toEqual({ node: created, deviations: [] });
    expect(decodeNewInstance(text, 1, payload, definitionOf).node).toBeNull();
  });
});
