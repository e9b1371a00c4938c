/** Values of resources that no definition has, whose types nothing but their form tells; and paths that exclude each other. */
import { describe, expect, test } from '@jest/globals';
import { hex } from '../../../../fixtures/vectors/hex.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { lwm2mCborCodec } from '../cbor/lwm2m-cbor.ts';
import { senmlCborCodec } from '../cbor/senml-cbor.ts';
import type { Decoded } from '../decoded-content.ts';
import { decodeLwm2mJsonHistory, lwm2mJsonCodec } from '../json/lwm2m-json.ts';
import { senmlJsonCodec } from '../senml/senml-json.ts';

const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const found = ({ deviations }: Decoded<unknown>) => deviations.map(({ code, offset }) => `${code}@${offset}`);
const undefinedEverywhere = () => undefined;
const INSTANCE = { object: 9999, instance: 1 };
const RESOURCE = { ...INSTANCE, resource: 6 };

describe('resource instances of unknown type', () => {
  const mixed = [
    { codec: lwm2mJsonCodec, of: (a: string, b: string) => `{"e":[{"n":"0",${a}},{"n":"1",${b}}]}` },
    {
      codec: senmlJsonCodec,
      of: (a: string, b: string) => `[{"n":"/9999/1/6/0",${a}},{"n":"/9999/1/6/1",${b}}]`,
    },
  ];

  test.each(mixed)('are Floats as soon as one of them has a fraction or an exponent', ({ codec, of }) => {
    const { node, deviations } = codec.decode(RESOURCE, utf8(of('"v":1', '"v":0e5')), undefinedEverywhere);
    const values = new Map([
      [0, 1],
      [1, 0],
    ]);
    expect({ node, deviations: breaches(deviations) }).toEqual({
      node: { kind: 'multiple', id: 6, type: 'Float', values },
      deviations: [],
    });
    if (node !== null) expect(codec.represents(node) && codec.encode(RESOURCE, node)).toBeTruthy();
  });

  test('are nothing that anybody could use when one is text and another a number', () => {
    const payload = '[{"n":"/9999/1/6/0","v":1},{"n":"/9999/1/6/1","vs":"1"}]';
    const decoded = senmlJsonCodec.decode(RESOURCE, utf8(payload), undefinedEverywhere);
    expect(decoded.node).toBeNull();
    expect(found(decoded)).toEqual(['content.mixed-types@27']);
  });

  test('keep their type beside an empty map, which says nothing then', () => {
    const values = new Map([[0, 5n]]);
    expect(
      lwm2mCborCodec.decode(
        RESOURCE,
        hex('A2 83 19270F 01 06 A0 82 19270F 01 A1 06 A1 00 05'),
        undefinedEverywhere,
      ),
    ).toEqual({ node: { kind: 'multiple', id: 6, type: 'Integer', values }, deviations: [] });
  });
});

describe('a whole number of unknown type', () => {
  test.each([
    ['9223372036854775807', 'Integer', 2n ** 63n - 1n],
    ['9223372036854775808', 'Unsigned Integer', 2n ** 63n],
    ['18446744073709551616', 'Float', 2 ** 64],
    ['-9223372036854775809', 'Float', -(2 ** 63)],
    ['284467440733709551615.5', 'Float', Number('284467440733709551615.5')],
  ])('%s is of type %s', (text, type, value) => {
    const node = { kind: 'single', id: 6, type, value };
    const decoded = senmlJsonCodec.decode(
      RESOURCE,
      utf8(`[{"n":"/9999/1/6","v":${text}}]`),
      undefinedEverywhere,
    );
    expect(decoded).toEqual({ node, deviations: [] });
    const written = decoded.node === null ? new Uint8Array() : senmlJsonCodec.encode(RESOURCE, decoded.node);
    const { node: again } = senmlJsonCodec.decode(RESOURCE, written, undefinedEverywhere);
    expect(Number(again?.kind === 'single' && again.value)).toBe(Number(value));
  });
});

describe('a resource that is single and multiple in one payload', () => {
  test('is told in composite content, which keeps both', () => {
    const json = senmlJsonCodec.composite.decodeValues(
      utf8('[{"n":"/3/0/6","v":1},{"n":"/3/0/9","v":1},{"n":"/3/0/6/0","v":2}]'),
      undefinedEverywhere,
    );
    const cbor = lwm2mCborCodec.composite.decodeValues(
      hex('A2 83 03 00 06 01 84 03 00 06 00 02'),
      undefinedEverywhere,
    );
    expect(found(json)).toEqual(['content.single-and-multiple@43']);
    expect(found(cbor)).toEqual(['content.single-and-multiple@6']);
    expect([json.node?.length, cbor.node?.length]).toEqual([3, 2]);
  });

  test('is told in a history', () => {
    const payload = utf8('{"bn":"/3/0/6","e":[{"v":1,"t":-1},{"n":"/0","v":1,"t":-1},{"v":2}]}');
    const decoded = decodeLwm2mJsonHistory({ object: 3, instance: 0 }, payload, undefinedEverywhere);
    expect(found(decoded)).toEqual(['content.single-and-multiple@35']);
  });
});

describe('times far away', () => {
  test('are floats in CBOR where no integer has room for them', () => {
    for (const time of [2 ** 53, 2 ** 64, -(2 ** 70), 1e300]) {
      const values = [{ path: RESOURCE, type: 'Integer', value: 1n, time }] as const;
      for (const { composite } of [senmlCborCodec, senmlJsonCodec]) {
        const decoded = composite.decodeValues(composite.encodeValues(values), undefinedEverywhere);
        expect(decoded).toEqual({ node: values, deviations: [] });
      }
    }
  });

  test('are none where the sum of base time and time is beyond all numbers', () => {
    const payload = utf8('{"bn":"/9999/1/6","bt":1e308,"e":[{"v":1,"t":1e308}]}');
    const decoded = decodeLwm2mJsonHistory(RESOURCE, payload, undefinedEverywhere);
    expect(decoded.node).toEqual([{ path: RESOURCE, type: 'Integer', value: 1n, time: null }]);
    expect(found(decoded)).toEqual(['lwm2m-json.time@34']);
  });
});
