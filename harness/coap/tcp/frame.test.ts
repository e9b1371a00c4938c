import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PUBLISHED_FRAMES } from '../../../fixtures/vectors/coap-published.ts';
import { hex } from '../../../fixtures/vectors/hex.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { countedBytes } from '../../property/counted-bytes.ts';
import { mutated } from '../../property/mutated.arbitrary.ts';
import { COAP_DEVIATIONS } from '../message/coap-deviations.ts';
import { describeCode } from '../message/codes.ts';
import type { MessageContent } from '../message/message.ts';
import { uintOption } from '../message/options.ts';
import { decodeFrame } from './decode-frame.ts';
import { encodeFrame } from './encode-frame.ts';
import { wellFormedContent } from './frame.arbitrary.ts';
import { readFrameHeader } from './frame-header.ts';
import { SIGNALS } from './signals.ts';
import { TCP_DEVIATIONS } from './tcp-deviations.ts';

const NONE = new Uint8Array();
const CSM: MessageContent = { code: SIGNALS.csm, token: NONE, options: [], payload: NONE };

/** With a payload that makes the content this long. */
const ofContent = (length: number): MessageContent => ({
  code: '2.05',
  token: NONE,
  options: [],
  payload: new Uint8Array(length - 1),
});

describe('frames', () => {
  test.each(PUBLISHED_FRAMES)('write $title as it is printed in $source', ({ hex: text, message }) => {
    expect(encodeFrame(message)).toEqual(hex(text));
  });

  test('read the 2.03 that RFC 8323 prints, and what RFC 7252 says of it', () => {
    expect(decodeFrame(hex('01 43 7F'))).toMatchObject({
      message: { code: '2.03', token: hex('7F') },
      deviations: [{ code: 'coap.valid-without-etag' }],
    });
  });

  test('give back every well-formed message, without deviation', () => {
    fc.assert(
      fc.property(wellFormedContent, message => {
        expect(decodeFrame(encodeFrame(message))).toEqual({ message, deviations: [] });
      }),
    );
  });

  test('give back the bytes of everything that is read without advice', () => {
    let accepted = 0;
    fc.assert(
      fc.property(mutated(wellFormedContent.map(encodeFrame)), bytes => {
        const { message, deviations } = decodeFrame(bytes);
        if (message === null || deviations.length > 0) return;
        accepted += 1;
        expect(encodeFrame(message)).toEqual(new Uint8Array(bytes));
      }),
    );
    expect(accepted).toBeGreaterThan(0);
  });

  test('have a value or a reason for whatever bytes, and place every deviation inside them', () => {
    const anything = fc.oneof(fc.uint8Array({ maxLength: 64 }), mutated(wellFormedContent.map(encodeFrame)));
    fc.assert(
      fc.property(anything, bytes => {
        const { message, deviations } = decodeFrame(bytes);
        if (message === null) expect(deviations[0]?.level).toBe('must');
        for (const { code, offset } of deviations) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(bytes.length);
          const [family, name = ''] = code.split('.');
          expect(name in (family === 'coap' ? COAP_DEVIATIONS : TCP_DEVIATIONS)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [12, 'C0'],
    [13, 'D0 00'],
    [268, 'D0 FF'],
    [269, 'E0 00 00'],
    [65_804, 'E0 FF FF'],
    [65_805, 'F0 00 00 00 00'],
    [65_806, 'F0 00 00 00 01'],
  ])('announce %i bytes of content in the one form that there is', (length, header) => {
    const bytes = encodeFrame(ofContent(length));
    const size = hex(header).length;
    expect(bytes.subarray(0, size)).toEqual(hex(header));
    expect(readFrameHeader(bytes)).toEqual({
      tokenLength: 0,
      codeOffset: size,
      frameLength: size + 1 + length,
    });
    expect(decodeFrame(bytes).message?.payload.length).toBe(length - 1);
  });

  test.each<[string, string, string, readonly (readonly [string, number])[], boolean]>([
    ['no bytes at all', '', 'RFC 8323 §3.2', [['coap-tcp.header-truncated', 0]], false],
    ['an extended length cut off', 'E0 01', 'RFC 8323 §3.2', [['coap-tcp.header-truncated', 2]], false],
    [
      'token length 9',
      '09 45 01 02 03 04 05 06 07 08 09',
      'RFC 8323 §3.2',
      [['coap-tcp.token-length', 0]],
      false,
    ],
    ['fewer bytes than announced', '21 45 7F 10', 'RFC 8323 §3.2', [['coap-tcp.truncated', 4]], false],
    ['more bytes than announced', '01 45 7F 10', 'RFC 8323 §3.2', [['coap-tcp.trailing', 3]], true],
    [
      'a reserved class, found before the fault',
      '09 21',
      'RFC 8323 §3.2',
      [
        ['coap-tcp.token-length', 0],
        ['coap.code-class', 1],
      ],
      false,
    ],
    [
      'a Max-Message-Size of five bytes',
      '60 E1 25 01 00 00 00 00',
      'RFC 7252 §5.4.3',
      [['coap.option-length', 2]],
      true,
    ],
    [
      'a Block-Wise-Transfer with a value',
      '20 E1 41 01',
      'RFC 7252 §5.4.3',
      [['coap.option-length', 2]],
      true,
    ],
    [
      'a Max-Message-Size with a leading zero',
      '30 E1 22 00 80',
      'RFC 7252 §3.2',
      [['coap.uint-leading-zero', 3]],
      true,
    ],
    ['Hold-Off twice', '40 E4 41 01 01 02', 'RFC 7252 §5.4.5', [['coap.option-repeated', 4]], true],
    ['an empty Alternative-Address', '10 E4 20', 'RFC 7252 §5.4.3', [['coap.option-length', 2]], true],
    [
      'an Abort whose diagnosis is not UTF-8',
      '30 E5 FF C3 28',
      'RFC 8323 §5.1',
      [['coap.diagnostic-utf8', 3]],
      true,
    ],
    ['a GET with payload', '20 01 FF 31', 'RFC 7252 §5.5', [['coap.payload-undefined', 3]], true],
    [
      'a BERT block with more to come of 1 byte',
      '50 03 D1 0E 0F FF 31',
      'RFC 8323 §6',
      [['coap.block-payload-size', 6]],
      true,
    ],
    ['a truncated option', '20 01 B5 61', 'RFC 7252 §3.1', [['coap.option-truncated', 2]], false],
  ])('find what is wrong with %s', (_, text, clause, deviations, readable) => {
    const decoded = decodeFrame(hex(text));
    expect(decoded.deviations.map(({ code, offset }) => [code, offset])).toEqual(deviations);
    expect(decoded.deviations[0]?.clause).toBe(clause);
    expect(decoded.message !== null).toBe(readable);
  });

  test('read an option by the code that it is in', () => {
    const options = [uintOption(4, 60)];
    expect(decodeFrame(encodeFrame({ ...CSM, code: SIGNALS.release, options })).deviations).toEqual([]);
    expect(decodeFrame(encodeFrame({ ...CSM, options })).deviations).toMatchObject([
      { code: 'coap.option-length' },
    ]);
  });

  test('take a last BERT block of any size, which is reserved over UDP', () => {
    const options = [uintOption(27, 7)];
    const message: MessageContent = { ...CSM, code: '0.03', options, payload: new Uint8Array(4711) };
    expect(decodeFrame(encodeFrame(message)).deviations).toEqual([]);
  });

  test('have names for all signals', () => {
    expect(Object.values(SIGNALS).map(describeCode)).toEqual([
      '7.01 CSM',
      '7.02 Ping',
      '7.03 Pong',
      '7.04 Release',
      '7.05 Abort',
    ]);
  });

  test('refuse a token of nine bytes, which has no place on the wire', () => {
    expect(() => encodeFrame({ ...CSM, token: new Uint8Array(9) })).toThrow(HarnessBugError);
  });

  test('read every byte a few times only', () => {
    const options = Array.from({ length: 8000 }, () => uintOption(23, 8));
    const { bytes, reads } = countedBytes(encodeFrame({ ...CSM, code: '0.01', options }));
    expect(decodeFrame(bytes).deviations.length).toBeGreaterThan(8000);
    expect(reads()).toBeLessThan(6 * bytes.length);
  });
});
