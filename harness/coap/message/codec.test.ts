import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MALFORMED_DATAGRAMS } from '../../../fixtures/vectors/coap-malformed.ts';
import { hex } from '../../../fixtures/vectors/hex.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { countedBytes } from '../../property/counted-bytes.ts';
import { mutated } from '../../property/mutated.arbitrary.ts';
import { COAP_DEVIATIONS } from './coap-deviations.ts';
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

/** The header of a first Block2 (23) of one byte. */
const BLOCK = [0xd1, 10];

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

  test('gives back the bytes of everything that it reads without advice', () => {
    let accepted = 0;
    fc.assert(
      fc.property(mutated(wellFormedMessage.map(encodeMessage)), bytes => {
        const { message, deviations } = decodeMessage(bytes);
        if (message === null || deviations.length > 0) return;
        accepted += 1;
        expect(encodeMessage(message)).toEqual(new Uint8Array(bytes));
      }),
    );
    expect(accepted).toBeGreaterThan(0);
  });

  test('has a value or a reason for whatever bytes, and places every deviation inside them', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.uint8Array({ maxLength: 64 }).map(rest => Uint8Array.of(0x44, 0x01, ...rest)),
      { weight: 4, arbitrary: mutated(wellFormedMessage.map(encodeMessage)) },
    );
    fc.assert(
      fc.property(anything, bytes => {
        const { message, deviations } = decodeMessage(bytes);
        if (message === null) expect(deviations[0]?.level).toBe('must');
        for (const { offset, code, clause, level } of deviations) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(bytes.length);
          expect(code.startsWith('coap.') && code.slice(5) in COAP_DEVIATIONS).toBe(true);
          expect(clause).toMatch(/^RFC \d+ §[\d.]+$/);
          expect(['must', 'should']).toContain(level);
        }
      }),
      { numRuns: 500 },
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

  test.each<[string, (count: number) => Uint8Array]>([
    ['sound options', count => new Uint8Array(count).fill(0xb0, 0, 1)],
    ['options that are all wrong', count => new Uint8Array(count).fill(0xd0, 0, 1).fill(14, 1, 2)],
    [
      'blocks of reserved size',
      count => Uint8Array.from({ length: count }, (_, at) => BLOCK[at] ?? (at % 2 === 0 ? 7 : 1)),
    ],
    ['unknown options', count => new Uint8Array(count).fill(0x20, 0, 1)],
  ])('reads every byte a few times only, however many %s there are', (_, options) => {
    const { bytes, reads } = countedBytes(Uint8Array.of(0x40, 0x01, 0, 0, ...options(8001)));
    expect(decodeMessage(bytes).message?.options.length).toBeGreaterThan(3000);
    expect(reads()).toBeLessThan(6 * bytes.length);
  });

  test('reads options up to the end of the largest datagram', () => {
    const bytes = new Uint8Array(65_507).fill(0xb0, 4, 5);
    bytes.set([0x40, 0x01, 0, 0]);
    const { message, deviations } = decodeMessage(bytes);
    expect(message?.options.length).toBe(65_503);
    expect(deviations).toEqual([]);
  });

  test('looks at every byte of a text, wherever the one that is not UTF-8 stands', () => {
    for (let length = 1; length <= 9; length += 1) {
      for (let place = 0; place < length; place += 1) {
        const value = new Uint8Array(length).fill(0x61).fill(0xff, place, place + 1);
        const { deviations } = decodeMessage(encodeMessage({ ...GET, options: [{ number: 11, value }] }));
        expect(deviations).toMatchObject([{ code: 'coap.string-utf8' }]);
      }
    }
  });

  test('takes a uint that is longer than needed strictly, and advises against it', () => {
    const [advice, ...others] = decodeMessage(hex('40 01 12 34 D2 04 00 28')).deviations;
    expect(advice).toMatchObject({ code: 'coap.uint-leading-zero', level: 'should' });
    expect(others).toEqual([]);
  });

  test('tells first why it could not go on, and then all that it had found', () => {
    const decoded = decodeMessage(hex('60 01 12 34 41 01 41 61 4F'));
    expect(decoded.message).toBeNull();
    expect(decoded.deviations.map(({ code }) => code)).toEqual([
      'coap.option-length-reserved',
      'coap.ack-with-request',
      'coap.option-misplaced',
    ]);
  });

  test('lets values be views, so that nothing is copied', () => {
    const bytes = hex('41 01 7D 34 20 BB 74 65 6D 70 65 72 61 74 75 72 65');
    const { message } = decodeMessage(Buffer.from(bytes.buffer));
    bytes[6] = 0x54;
    expect(message?.options[0]?.value).toEqual(new TextEncoder().encode('Temperature'));
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
