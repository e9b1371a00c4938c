import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breaches } from '../../../coap/message/deviation.ts';
import { growth } from '../../../property/growth.ts';
import { definitionOf } from '../../model/registry.ts';
import type { PathSelector } from '../codec.ts';
import type { Decoded } from '../decoded-content.ts';
import {
  anyChange,
  anyHistory,
  anyPathValue,
  anyPathValues,
  anySelector,
} from '../flat/path-value.arbitrary.ts';
import type { PathValue } from '../flat/path-value.ts';
import { mutatedJson } from '../json/mutated-json.arbitrary.ts';
import { resolveRecords } from './resolve.ts';
import { senmlEtchJsonCodec, senmlJsonCodec } from './senml-json.ts';
import { writeSenmlJson } from './senml-json-write.ts';

const { composite } = senmlJsonCodec;
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const BATTERY = { object: 3, instance: 0, resource: 9 };

function found({ deviations }: Decoded<unknown>): string[] {
  return deviations.map(({ code, offset }) => `${code}@${offset}`);
}

function canBeJson({ value }: { readonly value: unknown }): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

describe('composite content in SenML JSON', () => {
  test('gives back values with their times, and the same bytes again', () => {
    fc.assert(
      fc.property(fc.oneof(anyPathValues, anyHistory), values => {
        fc.pre(values.every(canBeJson));
        const bytes = composite.encodeValues(values);
        const decoded = composite.decodeValues(bytes, definitionOf);
        expect(decoded).toEqual({ node: values, deviations: [] });
        expect(composite.encodeValues(decoded.node ?? [])).toEqual(bytes);
      }),
      { numRuns: 150 },
    );
  });

  test('is never longer with base fields than without', () => {
    fc.assert(
      fc.property(fc.oneof(anyPathValues, anyHistory), values => {
        fc.pre(values.every(canBeJson));
        const apart = values.map(value => text(composite.encodeValues([value])).slice(1, -1));
        expect(composite.encodeValues(values).length).toBeLessThanOrEqual(
          utf8(`[${apart.join(',')}]`).length,
        );
      }),
    );
  });

  test('takes a base name and a base time for a history', () => {
    const values: PathValue[] = [0, -5, -10].map(age => ({
      path: BATTERY,
      type: 'Integer',
      value: 90n,
      time: 1_367_491_215 + age,
    }));
    expect(text(composite.encodeValues(values))).toBe(
      '[{"bn":"/3/0/","bt":1367491215,"n":"9","v":90},{"n":"9","v":90,"t":-5},{"n":"9","v":90,"t":-10}]',
    );
  });

  test('adds base time and time, relative to now below 2^28', () => {
    const { node, deviations } = composite.decodeValues(
      utf8('[{"bn":"/3/0/9","bt":25462634,"v":1,"t":-5},{"v":2,"t":-30.5},{"bt":4e9,"v":3}]'),
      definitionOf,
    );
    expect(deviations).toEqual([]);
    expect(node?.map(({ time, value }) => [time, value])).toEqual([
      [25_462_629, 1n],
      [25_462_603.5, 2n],
      [4_000_000_000, 3n],
    ]);
  });

  test('gives back paths, and the same bytes again', () => {
    fc.assert(
      fc.property(fc.array(anySelector, { minLength: 1, maxLength: 8 }), paths => {
        for (const [encode, decode] of [
          [composite.encodePaths, composite.decodePaths],
          [senmlEtchJsonCodec.encodeFetch, senmlEtchJsonCodec.decodeFetch],
        ] as const) {
          const bytes = encode(paths);
          expect(decode(bytes)).toEqual({ node: paths, deviations: [] });
          expect(encode(decode(bytes).node ?? [])).toEqual(bytes);
        }
      }),
    );
  });

  test.each<[string, string, PathSelector[] | null, string[], string[]]>([
    [
      'names',
      '[{"n":"/3/0"},{"n":"/1/0/1"}]',
      [
        { object: 3, instance: 0 },
        { object: 1, instance: 0, resource: 1 },
      ],
      [],
      [],
    ],
    ['a base name alone', '[{"bn":"/3"}]', [{ object: 3 }], [], []],
    ['everything', '[{"n":"/"}]', ['root'], [], []],
    ['nothing', '[]', [], ['senml.empty@0'], ['senml.empty@0']],
    ['a value', '[{"n":"/3/0/9","v":1}]', [BATTERY], ['senml.selector@1'], ['senml.selector@1']],
    ['a time', '[{"n":"/3/0/9","t":1}]', [BATTERY], ['senml.selector@1'], []],
    ['a version', '[{"n":"/3/0/9","bver":10}]', [BATTERY], [], ['senml.selector@1']],
    ['an unknown label', '[{"n":"/3/0/9","x":10}]', [BATTERY], [], ['senml.selector@1']],
    ['no name', '[{"u":"m"}]', null, ['senml.selector@1', 'senml.name-missing@1'], ['senml.name-missing@1']],
    ['no path', '[{"n":"x"}]', null, ['senml.name@1'], ['senml.name@1']],
  ])('reads a selection with %s', (_, payload, paths, plain, fetch) => {
    const read = composite.decodePaths(utf8(payload));
    const fetched = senmlEtchJsonCodec.decodeFetch(utf8(payload));
    expect([read.node, found(read)]).toEqual([paths, plain]);
    expect([fetched.node, found(fetched)]).toEqual([paths, fetch]);
  });
});

describe('patches in SenML-ETCH JSON', () => {
  test('are given back, and the same bytes again', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 8 }), changes => {
        fc.pre(changes.every(canBeJson));
        const bytes = senmlEtchJsonCodec.encodePatch(changes);
        const decoded = senmlEtchJsonCodec.decodePatch(bytes, definitionOf);
        expect(decoded).toEqual({ node: changes, deviations: [] });
        expect(senmlEtchJsonCodec.encodePatch(decoded.node ?? [])).toEqual(bytes);
      }),
    );
  });

  test('set values and remove what is null, in any value field', () => {
    const payload = '[{"bn":"/3/0/","n":"9","v":95},{"n":"6/1","v":null},{"bn":"/1/1","vs":null}]';
    expect(senmlEtchJsonCodec.decodePatch(utf8(payload), definitionOf)).toEqual({
      node: [
        { path: BATTERY, type: 'Integer', value: 95n, time: null },
        { path: { object: 3, instance: 0, resource: 6, resourceInstance: 1 }, value: null },
        { path: { object: 1, instance: 1 }, value: null },
      ],
      deviations: [],
    });
  });

  test.each<[string, string, boolean, string[]]>([
    ['nothing', '[]', true, ['senml.empty@0']],
    ['null beside a value', '[{"n":"/3/0/9","vs":null,"v":1}]', true, ['senml.several-values@1']],
    ['null for everything', '[{"n":"/","v":null}]', false, ['senml.path-depth@1']],
    ['no value', '[{"n":"/3/0/9"}]', false, ['senml.no-value@1']],
  ])('are told to have %s', (_, payload, readable, codes) => {
    const decoded = senmlEtchJsonCodec.decodePatch(utf8(payload), definitionOf);
    expect(found(decoded)).toEqual(codes);
    expect(decoded.node !== null).toBe(readable);
  });
});

describe('every reader of SenML JSON', () => {
  const readers = [
    (bytes: Uint8Array) => composite.decodeValues(bytes, definitionOf),
    composite.decodePaths,
    senmlEtchJsonCodec.decodeFetch,
    (bytes: Uint8Array) => senmlEtchJsonCodec.decodePatch(bytes, definitionOf),
  ];

  test('gives something or a deviation for whatever bytes it gets', () => {
    const valid = fc.array(anyPathValue.filter(canBeJson), { minLength: 1 }).map(composite.encodeValues);
    fc.assert(
      fc.property(
        fc.constantFrom(...readers),
        fc.oneof(mutatedJson(valid), fc.uint8Array()),
        (read, bytes) => {
          const { node, deviations } = read(bytes);
          expect(node !== null || breaches(deviations).length > 0).toBe(true);
          for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(bytes.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('gives the same for a text in another layout, which is read with offsets', () => {
    fc.assert(
      fc.property(anyPathValues, values => {
        fc.pre(values.every(canBeJson));
        const compact = text(composite.encodeValues(values));
        expect(composite.decodeValues(utf8(` ${compact}\n`), definitionOf)).toEqual(
          composite.decodeValues(utf8(compact), definitionOf),
        );
      }),
    );
  });

  const repeated = (record: string) => (count: number) => utf8(`[${Array(count).fill(record).join(',')}]`);
  test.each<[string, (count: number) => Uint8Array]>([
    ['records', repeated('{"n":"/3/0/9","v":1}')],
    ['records that deviate', repeated('{"n":"/3/0/9é/","v":1.0,"v":2,/**/"x_":1}')],
    [
      'labels in a record',
      count => utf8(`[{${Array.from({ length: count }, (_, i) => `"é${i}_":1`).join()}}]`),
    ],
    ['a long name', count => utf8(`[{"bn":"/${'/'.repeat(count)}x","v":1}]`)],
    ['a long number', count => utf8(`[{"n":"/3/0/9","v":${'1'.repeat(count)}x}]`)],
    [
      'a long number in a string',
      count => utf8(`[{"n":"/3/0/9","v":"${'1'.repeat(count)}x","vs":"${'1'.repeat(count)}."}]`),
    ],
    ['long base64', count => utf8(`[{"n":"/5/0/0","vd":"${'A'.repeat(count)}====="}]`)],
    ['base names that add nothing', repeated('{"bn":"/3/0/","n":"9","v":1,"bt":1,"t":1}')],
  ])('takes time in proportion to %s', (_, make) => {
    const prepare = (size: number) => {
      const bytes = make(size);
      return () => composite.decodeValues(bytes, definitionOf);
    };
    // 8 for linear time, 64 for quadratic.
    expect(growth(prepare, 400, 8)).toBeLessThan(24);
  });
});

describe('writeSenmlJson', () => {
  test('writes every field, nulls and characters to escape among them', () => {
    const records = [
      { bn: 'a"', bt: 1n, bu: 'm', bv: -0, bs: 2, bver: 10n, n: 'é', u: 'm', v: 0.5, s: 1n, t: 1e21, ut: 5n },
      { vs: null, vb: null, vd: null, vlo: null, v: null, s: null },
      { vs: '\u0000\\', vb: false, vd: Uint8Array.of(255), vlo: '1:2' },
    ];
    expect(text(writeSenmlJson(records))).toBe(
      '[{"bn":"a\\"","bt":1,"bu":"m","bv":-0,"bs":2,"bver":10,"n":"é","u":"m","v":0.5,"s":1,"t":1e+21,"ut":5},' +
        '{"v":null,"vs":null,"vb":null,"vd":null,"vlo":null,"s":null},' +
        '{"vs":"\\u0000\\\\","vb":false,"vd":"_w","vlo":"1:2"}]',
    );
  });
});

describe('resolveRecords', () => {
  test('takes integers of any carrier, and floats for what they are', () => {
    const { node, deviations } = resolveRecords(
      [
        { offset: 0, unknownLabels: [], bn: '/3/0/9', bv: 1, v: 1n },
        { offset: 5, unknownLabels: [], bn: '/3303/0/5700', bv: 0n, v: Number.NaN },
      ],
      definitionOf,
    );
    expect(node?.map(({ value }) => value)).toEqual([2n, Number.NaN]);
    expect(deviations).toMatchObject([{ code: 'senml.integer-form', offset: 0 }]);
  });
});
