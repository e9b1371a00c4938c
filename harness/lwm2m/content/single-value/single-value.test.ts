import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ODD_TEXTS, TEXT_VECTORS } from '../../../../fixtures/vectors/lwm2m-text.ts';
import { breaches } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { growth } from '../../../property/growth.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { definitionOf } from '../../model/registry.ts';
import { VALUE_TYPES, valueFor } from '../../node.arbitrary.ts';
import type { Lwm2mNode } from '../../node.ts';
import type { Lwm2mPath } from '../../path.ts';
import { sameValue } from '../../value.ts';
import { readText } from './read-text.ts';
import { opaqueCodec, textCodec } from './single-value.ts';
import { decodeText, encodeText } from './text.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const typed = fc
  .constantFrom(...VALUE_TYPES)
  .chain(type => fc.tuple(fc.constant(type), valueFor(type)))
  .filter(([, value]) => typeof value !== 'number' || Number.isFinite(value));

describe('text of one value', () => {
  test.each(TEXT_VECTORS)('of type $type is $text for $value', ({ type, text, value }) => {
    expect(encodeText(type, value)).toBe(text);
    expect(readText(type, text)).toEqual({ value, deviations: [] });
  });

  test.each(ODD_TEXTS)('of type $type is taken for $value from $text', oddText => {
    const { type, text, value, deviations, allowed } = oddText;
    const read = readText(type, text);
    expect(read.value).toEqual(value);
    expect(read.deviations.map(({ code, offset }) => [code, offset])).toEqual(deviations);
    expect(breaches(read.deviations).length === 0).toBe(allowed);
    expect(decodeText(type, text)).toBeNull();
  });

  test('gives back every value, and the same text again', () => {
    fc.assert(
      fc.property(typed, ([type, value]) => {
        const text = encodeText(type, value);
        const read = readText(type, text);
        expect(read).toEqual({ value, deviations: [] });
        expect(read.value !== null && encodeText(type, read.value)).toBe(text);
      }),
    );
  });

  test('is the shortest decimal for a float', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), number => {
        const text = encodeText('Float', number);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        const digits = (of: string) =>
          of
            .replace(/e.*$/, '')
            .replace(/[-.]/g, '')
            .replace(/^0+|0+$/g, '');
        expect(digits(text)).toBe(digits(String(number)));
        expect(Object.is(Number(text), number)).toBe(true);
      }),
    );
  });

  test('is a value or a deviation when damaged, and the same value from any form that is allowed', () => {
    const damaged = typed.chain(([type, value]) =>
      mutated(fc.constant(bytes(encodeText(type, value)))).map(changed => ({ type, changed })),
    );
    fc.assert(
      fc.property(damaged, ({ type, changed }) => {
        const text = Buffer.from(changed).toString('latin1');
        const { value, deviations } = readText(type, text);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(text.length);
        if (value === null) {
          expect(deviations).toMatchObject([{ code: 'text.value', level: 'must' }]);
        } else if (breaches(deviations).length === 0) {
          expect(sameValue(decodeText(type, encodeText(type, value)) ?? '', value)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, (size: number) => () => unknown]>([
    ['zeros', size => () => readText('Integer', `${'0'.repeat(size)}x`)],
    ['digits', size => () => readText('Float', `${'9'.repeat(size)}.`)],
    ['blanks', size => () => readText('Integer', `1${' '.repeat(size)}1`)],
    ['zeros of a link', size => () => readText('Objlnk', '0'.repeat(size))],
    ['base64 with blanks', size => () => readText('Opaque', 'AQID '.repeat(size))],
  ])('takes time in proportion to its %s', (_, prepare) => {
    // 8 for linear time, 64 for quadratic.
    expect(growth(prepare, 4_000, 8)).toBeLessThan(24);
  });
});

describe('content of one value', () => {
  const VOLTAGE: Lwm2mPath = { object: 3, instance: 0, resource: 7, resourceInstance: 1 };
  const voltage: Lwm2mNode = { kind: 'resource-instance', id: 1, type: 'Integer', value: 5000n };
  const blob: Lwm2mNode = { kind: 'resource-instance', id: 4, type: 'Opaque', value: Uint8Array.of(0, 255) };
  const UNKNOWN: Lwm2mPath = { object: 19, instance: 0, resource: 0, resourceInstance: 4 };

  test('is text of a resource instance where the resource is multiple', () => {
    expect(textCodec.represents(voltage)).toBe(true);
    expect(textCodec.encode(VOLTAGE, voltage)).toEqual(bytes('5000'));
    expect(textCodec.decode(VOLTAGE, bytes('5000'), definitionOf)).toEqual({ node: voltage, deviations: [] });
  });

  test('is bytes of a resource instance where no definition says what it is', () => {
    expect(opaqueCodec.represents(blob)).toBe(true);
    expect(opaqueCodec.represents(voltage)).toBe(false);
    expect(opaqueCodec.encode(UNKNOWN, blob)).toEqual(Uint8Array.of(0, 255));
    expect(opaqueCodec.decode(UNKNOWN, Uint8Array.of(0, 255), () => undefined)).toEqual({
      node: blob,
      deviations: [],
    });
  });

  test('keeps its deviations, with the node', () => {
    const { node, deviations } = textCodec.decode(VOLTAGE, bytes(' +5000'), definitionOf);
    expect(node).toEqual(voltage);
    expect(deviations.map(({ code }) => code)).toEqual(['text.number-form', 'text.blanks']);
  });

  test.each<[string, Lwm2mPath]>([
    ['a multiple resource', { object: 3, instance: 0, resource: 7 }],
    ['an instance of a single resource', { object: 3, instance: 0, resource: 9, resourceInstance: 0 }],
    ['an instance', { object: 3, instance: 0 }],
    ['an object', { object: 3 }],
  ])('is not that of %s', (_, path) => {
    for (const codec of [textCodec, opaqueCodec]) {
      const { node, deviations } = codec.decode(path, bytes('1'), definitionOf);
      expect(node).toBeNull();
      expect(deviations).toMatchObject([{ code: 'content.single-value', offset: 0, level: 'must' }]);
    }
  });

  test.each<[Lwm2mPath, Lwm2mNode]>([
    [{ object: 3, instance: 0, resource: 7 }, voltage],
    [VOLTAGE, { kind: 'single', id: 7, type: 'Integer', value: 1n }],
    [{ object: 3, instance: 0 }, voltage],
  ])('is refused at %j for %j', (path, node) => {
    expect(() => textCodec.encode(path, node)).toThrow(HarnessBugError);
  });

  test('is refused as bytes for a number', () => {
    expect(() => opaqueCodec.encode(VOLTAGE, voltage)).toThrow(HarnessBugError);
  });
});
