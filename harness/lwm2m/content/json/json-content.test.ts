import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JSON_CONTENT_VECTORS, OTHER_FORMS } from '../../../../fixtures/vectors/json-content.ts';
import { MALFORMED_LWM2M_JSON, MALFORMED_SENML_JSON } from '../../../../fixtures/vectors/json-malformed.ts';
import { vectorDefinitionOf } from '../../../../fixtures/vectors/lwm2m-tlv.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { definitionOf } from '../../model/registry.ts';
import type { Lwm2mNode } from '../../node.ts';
import { type Lwm2mPath, parsePath } from '../../path.ts';
import { formatObjectLink, isObjectLink } from '../../value.ts';
import { anyHistory, anyPlacedNode } from '../flat/path-value.arbitrary.ts';
import { senmlJsonCodec } from '../senml/senml-json.ts';
import { tlvCodec } from '../tlv/tlv-content.ts';
import { decodeLwm2mJsonHistory, encodeLwm2mJsonHistory, lwm2mJsonCodec } from './lwm2m-json.ts';
import { mutatedJson } from './mutated-json.arbitrary.ts';

const CODECS = { senml: senmlJsonCodec, lwm2mJson: lwm2mJsonCodec } as const;
const NAMES = ['senml', 'lwm2mJson'] as const;
const MALFORMED = { senml: MALFORMED_SENML_JSON, lwm2mJson: MALFORMED_LWM2M_JSON } as const;

const utf8 = (text: string) => new Uint8Array(Buffer.from(text));

function pathOf(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw new TypeError(`Not a path: ${text}`);
  return path;
}

/** The only value of a node, as text. */
function soleValue(node: Lwm2mNode | null): string | null {
  switch (node?.kind) {
    case 'single':
    case 'resource-instance':
      return isObjectLink(node.value) ? formatObjectLink(node.value) : String(node.value);
    case 'instance':
      return soleValue(node.resources[0] ?? null);
    default:
      return null;
  }
}

describe.each(NAMES)('content in %s', name => {
  const codec = CODECS[name];
  const decode = (path: string, text: string) => codec.decode(pathOf(path), utf8(text), vectorDefinitionOf);

  test.each(JSON_CONTENT_VECTORS)('reads and writes $title at $path', vector => {
    const { node, deviations } = decode(vector.path, vector[name]);
    expect(breaches(deviations)).toEqual([]);
    expect(node).toEqual(vector.node);
    expect(Buffer.from(codec.encode(pathOf(vector.path), vector.node)).toString()).toBe(vector[name]);
  });

  test.each(OTHER_FORMS.filter(({ format }) => format === name))('takes $title', ({ path, text, node }) => {
    const decoded = decode(path, text);
    expect(breaches(decoded.deviations)).toEqual([]);
    expect(decoded.node).toEqual(node);
  });

  test.each(MALFORMED[name])('finds $title', ({ path, text, deviations, value }) => {
    const decoded = decode(path, text);
    expect(decoded.deviations.map(({ code, offset }) => `${code}@${offset}`)).toEqual(deviations);
    expect(soleValue(decoded.node)).toBe(value);
  });

  test('gives back every node that was encoded, and the same bytes again', () => {
    fc.assert(
      fc.property(anyPlacedNode, ({ path, node }) => {
        fc.pre(codec.represents(node));
        const bytes = codec.encode(path, node);
        const decoded = codec.decode(path, bytes, definitionOf);
        expect(breaches(decoded.deviations)).toEqual([]);
        expect(decoded.node).toEqual(node);
        expect(codec.encode(path, decoded.node ?? node)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test('gives a node or a deviation inside the payload for whatever bytes it gets', () => {
    const valid = anyPlacedNode
      .filter(({ node }) => codec.represents(node))
      .map(({ path, node }) => ({ path, bytes: codec.encode(path, node) }));
    const hostile = valid.chain(({ path, bytes }) =>
      fc.oneof(mutatedJson(fc.constant(bytes)), fc.uint8Array()).map(payload => ({ path, payload })),
    );
    fc.assert(
      fc.property(hostile, ({ path, payload }) => {
        const { node, deviations } = codec.decode(path, payload, definitionOf);
        expect(node !== null || breaches(deviations).length > 0).toBe(true);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(payload.length);
        // What is read has values of its types, so that it can be written again, NaN aside.
        if (node !== null && codec.represents(node)) codec.encode(path, node);
      }),
      { numRuns: 500 },
    );
  });

  test('carries a new instance by its id only', () => {
    const resources = [{ kind: 'single', id: 0, type: 'Integer', value: 1n }] as const;
    const instance = { kind: 'instance', id: 7, resources } as const;
    const bytes = codec.newInstance.encode(1, instance);
    expect(codec.newInstance.anonymous).toBe(false);
    expect(codec.newInstance.decode(1, bytes, definitionOf)).toEqual({ node: instance, deviations: [] });
    expect(() => codec.newInstance.encode(1, { ...instance, id: null })).toThrow(HarnessBugError);
  });

  test('refuses a new instance that is none, or two', () => {
    const two = codec.encode(
      { object: 1 },
      {
        kind: 'object',
        id: 1,
        instances: [1, 2].map(id => ({
          kind: 'instance',
          id,
          resources: [{ kind: 'single', id: 0, type: 'Integer', value: 1n }],
        })),
      },
    );
    const none = codec.encode({ object: 1 }, { kind: 'object', id: 1, instances: [] });
    for (const bytes of [two, none]) {
      const { node, deviations } = codec.newInstance.decode(1, bytes, definitionOf);
      expect(node).toBeNull();
      expect(deviations.map(({ code }) => code)).toContain('content.new-instance');
    }
  });

  test('cannot carry what JSON has no number for', () => {
    const node = { kind: 'single', id: 5700, type: 'Float', value: Number.NaN } as const;
    expect(codec.represents(node)).toBe(false);
    expect(() => codec.encode({ object: 3303, instance: 0, resource: 5700 }, node)).toThrow(HarnessBugError);
  });

  test('refuses a node that is not what the path points at, or whose value is not of its type', () => {
    expect(() => codec.encode({ object: 3 }, { kind: 'instance', id: 0, resources: [] })).toThrow(
      HarnessBugError,
    );
    const wrong = { kind: 'single', id: 9, type: 'Integer', value: 'x' } as const;
    expect(() => codec.encode({ object: 3, instance: 0, resource: 9 }, wrong)).toThrow(HarnessBugError);
  });
});

describe('a history in lwm2mJson', () => {
  const BATTERY = { object: 3, instance: 0, resource: 9 };

  test('comes back with its times', () => {
    fc.assert(
      fc.property(anyHistory, values => {
        fc.pre(values.every(({ value }) => typeof value !== 'number' || Number.isFinite(value)));
        const path = values[0]?.path ?? BATTERY;
        const bytes = encodeLwm2mJsonHistory(path, values);
        const decoded = decodeLwm2mJsonHistory(path, bytes, definitionOf);
        expect(decoded).toEqual({ node: values, deviations: [] });
      }),
    );
  });

  test('adds base time and time', () => {
    const text = '{"bn":"/3/0/","bt":25462634,"e":[{"n":"9","v":90,"t":-5},{"n":"9","v":91}]}';
    const { node } = decodeLwm2mJsonHistory(BATTERY, utf8(text), definitionOf);
    expect(node?.map(({ time, value }) => [time, value])).toEqual([
      [25_462_629, 90n],
      [25_462_634, 91n],
    ]);
  });

  test('is written with the base time of its first value', () => {
    const values = [4_000_000_000, 3_999_999_995].map(time => ({
      path: BATTERY,
      type: 'Integer' as const,
      value: 90n,
      time,
    }));
    expect(Buffer.from(encodeLwm2mJsonHistory(BATTERY, values)).toString()).toBe(
      '{"bn":"/3/0/","bt":4000000000,"e":[{"n":"9","v":90},{"n":"9","v":90,"t":-5}]}',
    );
  });
});

describe('content in every format', () => {
  test('is the same tree', () => {
    fc.assert(
      fc.property(anyPlacedNode, ({ path, node }) => {
        fc.pre(senmlJsonCodec.represents(node) && node.kind !== 'resource-instance');
        const trees = [senmlJsonCodec, lwm2mJsonCodec, tlvCodec].map(
          codec => codec.decode(path, codec.encode(path, node), definitionOf).node,
        );
        for (const tree of trees) expect(tree).toEqual(node);
      }),
    );
  });
});
