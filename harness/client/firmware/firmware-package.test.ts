import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodePackage, encodePackage } from './firmware-package.ts';

const packages = fc.record({
  outcome: fc.integer({ min: 0, max: 255 }),
  name: fc.string({ maxLength: 60 }),
  version: fc.string({ maxLength: 60 }),
  image: fc.uint8Array({ maxLength: 300 }),
});

describe('a firmware package of the reference client', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(packages, given => {
        expect(decodePackage(encodePackage(given))).toEqual({ ...given, image: Buffer.from(given.image) });
      }),
    );
  });

  test('is found damaged when one byte behind its magic differs', () => {
    fc.assert(
      fc.property(packages, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, at, change) => {
        const bytes = Buffer.from(encodePackage(given));
        const position = 4 + (at % (bytes.length - 4));
        bytes[position] = (bytes[position] ?? 0) ^ change;
        expect(decodePackage(bytes)).toBe('integrity');
      }),
    );
  });

  test('is of another type without its magic', () => {
    fc.assert(
      fc.property(
        fc.uint8Array().filter(bytes => !Buffer.from(bytes).subarray(0, 4).equals(Buffer.from('TSFW'))),
        bytes => {
          expect(decodePackage(bytes)).toBe('type');
        },
      ),
    );
  });
});
