/** Differential test of option values against `coap`, which has an option coding of its own above coap-packet. */
import { describe, expect, test } from '@jest/globals';
import { createBlock2, parseBlock2 } from 'coap/dist/lib/helpers.js';
import { fromBinary, toBinary } from 'coap/dist/lib/option_converter.js';
import fc from 'fast-check';
import { describeContentFormat } from './content-format.ts';
import { OptionNumber } from './option-registry.ts';
import { uintOf, uintOption } from './options.ts';

const { maxAge, size1, size2, contentFormat, accept, observe, block2 } = OptionNumber;

const UINTS: readonly (readonly [name: string, number: number, max: number])[] = [
  ['Max-Age', maxAge, 0xffff_ffff],
  ['Size1', size1, 0xffff_ffff],
  ['Size2', size2, 0xffff_ffff],
  ['Content-Format', contentFormat, 0xffff],
  ['Accept', accept, 0xffff],
  ['Observe', observe, 0xff_ffff],
];

/** Options in which `coap` writes zero as a zero byte, where the shortest form is empty (RFC 7252 §3.2). */
const ZERO_AS_BYTE: ReadonlySet<string> = new Set(['Content-Format', 'Accept', 'Observe']);

describe('option values and those of coap', () => {
  test.each(UINTS)('are the same bytes for %s, zero aside', (name, number, max) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max }), value => {
        expect(uintOption(number, value).value).toEqual(new Uint8Array(toBinary(name, value)));
      }),
    );
  });

  test.each(UINTS)('differ for a %s of zero only where that is known', (name, number) => {
    const theirs = new Uint8Array(toBinary(name, 0));
    expect(theirs).toEqual(ZERO_AS_BYTE.has(name) ? Uint8Array.of(0) : uintOption(number, 0).value);
  });

  test.each(UINTS)('are read as the same %s, unless they are media types', (name, number, max) => {
    fc.assert(
      fc.property(fc.nat({ max }), value => {
        const { value: bytes } = uintOption(number, value);
        const theirs: unknown = fromBinary(name, Buffer.from(bytes));
        if (typeof theirs === 'number') expect(theirs).toBe(uintOf(bytes));
        else expect(['Content-Format', 'Accept']).toContain(name);
      }),
    );
  });

  test('give a Content-Format that both know the same media type', () => {
    for (const id of [0, 40, 42, 50, 60, 110, 112, 320, 322, 11542, 11543, 11544]) {
      const media = fromBinary('Content-Format', Buffer.from(uintOption(contentFormat, id).value));
      expect(describeContentFormat(id)).toBe(`${id} ${media}`);
    }
  });

  const block = fc.record({
    num: fc.nat({ max: 0xfffff }),
    more: fc.nat({ max: 1 }),
    exponent: fc.nat({ max: 6 }),
  });

  test('are the same block in both directions, but for the one whose value is zero', () => {
    fc.assert(
      fc.property(block, ({ num, more, exponent }) => {
        const size = 2 ** (exponent + 4);
        const { value } = uintOption(block2, num * 16 + more * 8 + exponent);
        const theirs = createBlock2({ num, more, size });
        expect(theirs && new Uint8Array(theirs)).toEqual(value.length === 0 ? Uint8Array.of(0) : value);
        if (value.length > 0) expect(parseBlock2(Buffer.from(value))).toEqual({ num, more, size });
      }),
    );
    // No bytes are block 0 of 16; coap reads a size of zero.
    expect(parseBlock2(Buffer.alloc(0))).toEqual({ num: 0, more: 0, size: 0 });
  });
});
