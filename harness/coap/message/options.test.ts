import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { byteToCode, codeToByte, describeCode, isCode, isRequest, isResponse, isSignal } from './codes.ts';
import type { CoapMessage, CoapOption } from './message.ts';
import { judgementOf } from './message-kind.ts';
import { isCritical, isNoCacheKey, isUnsafeToForward, OptionNumber } from './option-registry.ts';
import * as Options from './options.ts';

const withOptions = (options: readonly CoapOption[]): CoapMessage => ({
  type: 'CON',
  code: '0.01',
  messageId: 1,
  token: new Uint8Array(),
  options,
  payload: new Uint8Array(),
});

describe('codes', () => {
  test('map each byte to a dotted code and back', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const code = byteToCode(byte);
      expect(isCode(code)).toBe(true);
      expect(codeToByte(code)).toBe(byte);
    }
  });

  test('fall into exactly one class each', () => {
    for (let byte = 1; byte < 256; byte += 1) {
      const code = byteToCode(byte);
      const { kind } = judgementOf(byte);
      expect(
        [isRequest(code), isResponse(code), isSignal(code), kind === 'reserved'].filter(Boolean),
      ).toEqual([true]);
      expect([isRequest(code), isResponse(code), isSignal(code)]).toEqual(
        ['requests', 'responses', 'signal'].map(name => name === kind),
      );
    }
    expect(judgementOf(0).kind).toBe('empty');
    expect(isRequest('0.00') || isResponse('0.00') || isSignal('0.00')).toBe(false);
  });

  test('carry their name where one is assigned', () => {
    expect(describeCode('4.05')).toBe('4.05 Method Not Allowed');
    expect(describeCode('2.31')).toBe('2.31 Continue');
    expect(describeCode('4.31')).toBe('4.31');
  });
});

describe('option properties', () => {
  test('follow from the number as in RFC 7252 table 4', () => {
    const { uriPath, maxAge, size1, proxyUri, contentFormat, accept } = OptionNumber;
    expect([uriPath, maxAge, size1, proxyUri, contentFormat, accept].map(isCritical)).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
    expect([uriPath, maxAge, size1, contentFormat].map(isUnsafeToForward)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([size1, contentFormat, maxAge].map(isNoCacheKey)).toEqual([true, false, false]);
  });
});

describe('uint options', () => {
  test('hold the shortest bytes', () => {
    const value = (number: number) => [...Options.uintOption(OptionNumber.maxAge, number).value];
    expect([0, 1, 255, 256, 11542, 0xffff_ffff].map(value)).toEqual([
      [],
      [1],
      [255],
      [1, 0],
      [0x2d, 0x16],
      [255, 255, 255, 255],
    ]);
  });

  test('give their number back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffff_ffff }), number => {
        const message = withOptions([Options.uintOption(OptionNumber.size1, number)]);
        expect(Options.uintValue(message, OptionNumber.size1)).toBe(number);
      }),
    );
  });

  test('count as absent when they are longer than allowed', () => {
    const message = withOptions([{ number: OptionNumber.accept, value: Uint8Array.of(1, 2, 3) }]);
    expect(Options.uintValue(message, OptionNumber.accept)).toBeUndefined();
    expect(Options.uintValue(message, OptionNumber.observe)).toBeUndefined();
  });

  test.each([-1, 1.5, 2 ** 32, Number.NaN])('refuse %p', number => {
    expect(() => Options.uintOption(OptionNumber.size1, number)).toThrow(HarnessBugError);
  });
});

describe('paths', () => {
  test('are composed of the Uri-Path options', () => {
    expect(Options.pathOf(withOptions(Options.pathOptions('/3/0/0')))).toBe('/3/0/0');
    expect(Options.pathOf(withOptions([]))).toBe('/');
    expect(Options.pathOptions('/')).toEqual([]);
  });

  test('survive any segment that is not a lone empty one', () => {
    const segments = fc
      .array(fc.string({ unit: 'grapheme' }))
      .filter(list => list.length !== 1 || list[0] !== '');
    fc.assert(
      fc.property(segments, list => {
        const options = list.map(text => Options.stringOption(OptionNumber.uriPath, text));
        expect(Options.pathOptions(Options.pathOf(withOptions(options)))).toEqual(options);
      }),
    );
  });

  test('tell a slash inside a segment from one between segments', () => {
    expect(Options.pathOf(withOptions([Options.stringOption(OptionNumber.uriPath, '3/0')]))).toBe('/3%2F0');
  });

  test('refuse a broken percent-encoding', () => {
    expect(() => Options.pathOptions('/a%2')).toThrow(HarnessBugError);
  });
});

describe('locations and queries', () => {
  test('are read from their options', () => {
    const query = Options.stringOption(OptionNumber.locationQuery, 'a=1');
    expect(Options.locationOf(withOptions([...Options.locationOptions('/rd/5a3f'), query]))).toBe(
      '/rd/5a3f?a=1',
    );
    expect(Options.locationOf(withOptions([]))).toBe('');
    expect(Options.queryOf(withOptions(Options.queryOptions(['ep=x', 'lt=60'])))).toEqual(['ep=x', 'lt=60']);
  });

  test('show bytes that are not UTF-8 as replacement characters', () => {
    const message = withOptions([{ number: OptionNumber.uriQuery, value: Uint8Array.of(0x61, 0xff) }]);
    expect(Options.queryOf(message)).toEqual(['a\ufffd']);
  });
});
