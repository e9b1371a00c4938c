import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MALFORMED_DATAGRAMS } from '../../../fixtures/vectors/coap-malformed.ts';
import { hex } from '../../../fixtures/vectors/hex.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { decodeMessage, readHeader } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { wellFormedMessage } from './message.arbitrary.ts';
import type { CoapMessage, Code } from './message.ts';
import { OptionNumber } from './option-registry.ts';
import { pathOptions, stringOption, uintOption } from './options.ts';

const GET: CoapMessage = {
  type: 'CON',
  code: '0.01',
  messageId: 0x7d34,
  token: hex('20'),
  options: pathOptions('/temperature'),
  payload: new Uint8Array(),
};

/** Far more than a linear decoder needs, far less than a quadratic one. */
const LINEAR_MS = 2000;

describe('encodeMessage', () => {
  test('lays out the GET /temperature of RFC 7252 appendix A', () => {
    expect(encodeMessage(GET)).toEqual(hex('41 01 7D 34 20 BB 74 65 6D 70 65 72 61 74 75 72 65'));
  });

  test('sorts options by number and keeps the order of equal ones', () => {
    const options = [
      uintOption(OptionNumber.accept, 40),
      stringOption(OptionNumber.uriPath, '3'),
      stringOption(OptionNumber.uriPath, '0'),
    ];
    expect(encodeMessage({ ...GET, token: new Uint8Array(), options })).toEqual(
      hex('40017D34 B133 0130 6128'),
    );
  });

  test.each<[string, Partial<CoapMessage>]>([
    ['coap.token-range', { token: new Uint8Array(9) }],
    ['coap.message-id-range', { messageId: 65536 }],
    ['coap.message-id-range', { messageId: -1 }],
    ['coap.message-id-range', { messageId: 1.5 }],
    ['coap.code-range', { code: '8.00' }],
    ['coap.code-range', { code: '2.32' as Code }],
    ['coap.option-number-range', { options: [{ number: 65536, value: new Uint8Array() }] }],
    ['coap.option-length-range', { options: [{ number: 11, value: new Uint8Array(65805) }] }],
  ])('refuses as %s what has no place on the wire', (code, change) => {
    const encode = () => encodeMessage({ ...GET, ...change });
    expect(encode).toThrow(HarnessBugError);
    expect(encode).toThrow(expect.objectContaining({ code }));
  });
});

describe('decodeMessage', () => {
  test('gives back every well-formed message that was encoded, without deviation', () => {
    fc.assert(
      fc.property(wellFormedMessage, message => {
        expect(decodeMessage(encodeMessage(message))).toEqual({ message, deviations: [] });
      }),
    );
  });

  test('gives back the bytes of everything that it accepts strictly', () => {
    const corrupted = fc
      .tuple(wellFormedMessage.map(encodeMessage), fc.nat(), fc.integer({ min: 1, max: 255 }))
      .map(([bytes, at, mask]) =>
        bytes.map((byte, index) => (index === at % bytes.length ? byte ^ mask : byte)),
      );
    let accepted = 0;
    fc.assert(
      fc.property(corrupted, bytes => {
        const { message, deviations } = decodeMessage(bytes);
        if (message === null || deviations.length > 0) return;
        accepted += 1;
        expect(encodeMessage(message)).toEqual(bytes);
      }),
    );
    expect(accepted).toBeGreaterThan(0);
  });

  test('names a deviation inside the datagram for whatever bytes it cannot read', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.uint8Array({ maxLength: 64 }).map(rest => Uint8Array.of(0x44, 0x01, ...rest)),
    );
    fc.assert(
      fc.property(anything, bytes => {
        const { message, deviations } = decodeMessage(bytes);
        expect(message !== null || deviations.length > 0).toBe(true);
        for (const { offset, code, clause } of deviations) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(bytes.length);
          expect(code).toMatch(/^coap\.[a-z0-9-]+$/);
          expect(clause).toMatch(/^RFC \d+ §[\d.]+$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each(MALFORMED_DATAGRAMS)('finds what is wrong with $title', ({ hex: text, deviations, readable }) => {
    const decoded = decodeMessage(hex(text));
    expect(decoded.deviations.map(({ code, offset }) => [code, offset])).toEqual(deviations);
    expect(decoded.message !== null).toBe(readable);
  });

  test('takes unknown options without a deviation, critical or not', () => {
    const options = [
      { number: 2050, value: hex('01') },
      { number: 2051, value: hex('0000') },
    ];
    expect(decodeMessage(encodeMessage({ ...GET, options })).deviations).toEqual([]);
  });

  test('reads the largest datagram of one-byte options in a moment', () => {
    const bytes = new Uint8Array(65_507).fill(0xb0, 4, 5);
    bytes.set([0x40, 0x01, 0, 0]);
    const started = performance.now();
    const { message, deviations } = decodeMessage(bytes);
    expect(performance.now() - started).toBeLessThan(LINEAR_MS);
    expect(message?.options.length).toBe(65_503);
    expect(deviations).toEqual([]);
  });
});

describe('readHeader', () => {
  test('tells what a Reset needs although the rest is malformed', () => {
    expect(readHeader(hex('4F 01 12 34'))).toEqual({ type: 'CON', messageId: 0x1234 });
  });

  test('tells nothing of another version or of three bytes', () => {
    expect(readHeader(hex('80 01 12 34'))).toBeNull();
    expect(readHeader(hex('40 01 12'))).toBeNull();
  });
});
