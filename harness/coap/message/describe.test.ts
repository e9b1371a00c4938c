import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeContentFormat } from './content-format.ts';
import { describeMessage } from './describe.ts';
import { wellFormedMessage } from './message.arbitrary.ts';
import type { CoapMessage } from './message.ts';
import { OptionNumber } from './option-registry.ts';
import { locationOptions, pathOptions, queryOptions, stringOption, uintOption } from './options.ts';

const EMPTY_ACK: CoapMessage = {
  type: 'ACK',
  code: '0.00',
  messageId: 4711,
  token: new Uint8Array(),
  options: [],
  payload: new Uint8Array(),
};

const line = (change: Partial<CoapMessage>) => describeMessage({ ...EMPTY_ACK, ...change });

describe('describeMessage', () => {
  test('writes a request with its path, format and observation', () => {
    const options = [
      uintOption(OptionNumber.observe, 0),
      ...pathOptions('/3/0/0'),
      uintOption(OptionNumber.accept, 11542),
    ];
    expect(line({ type: 'CON', code: '0.01', options })).toBe('CON 4711 GET /3/0/0 Accept: 11542 Observe: 0');
  });

  test('writes a response with code, format and size', () => {
    const options = [uintOption(OptionNumber.contentFormat, 11542)];
    expect(line({ code: '2.05', options, payload: new Uint8Array(23) })).toBe(
      'ACK 4711 2.05 Content [ct 11542] 23 bytes',
    );
  });

  test('writes queries, locations, blocks and bytes in their own form', () => {
    const register = [...pathOptions('/rd'), ...queryOptions(['ep=x', 'lt=60'])];
    expect(line({ type: 'CON', code: '0.02', options: register })).toBe('CON 4711 POST /rd?ep=x&lt=60');
    expect(line({ code: '2.01', options: locationOptions('/rd/1') })).toBe(
      'ACK 4711 2.01 Created Location: /rd/1',
    );
    const block = [
      uintOption(OptionNumber.block1, (2 << 4) | 8 | 2),
      { number: OptionNumber.eTag, value: Uint8Array.of(0xca, 0xfe) },
    ];
    expect(line({ code: '2.31', options: block })).toBe('ACK 4711 2.31 Continue Block1: 2/1/64 ETag: 0xcafe');
  });

  test('names the Empty message and a code without a name', () => {
    expect(line({})).toBe('ACK 4711 Empty');
    expect(line({ code: '4.31', payload: new Uint8Array(1) })).toBe('ACK 4711 4.31 1 byte');
  });

  test('shows what a peer sent without its control characters', () => {
    const options = [stringOption(OptionNumber.uriHost, 'a\u001b[2K\u202e\nb')];
    expect(line({ type: 'CON', code: '0.01', options })).toBe(
      'CON 4711 GET / Uri-Host: "a\\u001b[2K\\u{202e}\\nb"',
    );
    fc.assert(
      fc.property(wellFormedMessage, message => {
        expect(describeMessage(message)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test('marks a number that is too long to be one', () => {
    const options = [{ number: OptionNumber.accept, value: new Uint8Array(9) }];
    expect(line({ type: 'CON', code: '0.01', options })).toBe('CON 4711 GET / Accept: ?');
  });
});

describe('describeContentFormat', () => {
  test('adds the media type where it is known', () => {
    expect(describeContentFormat(11542)).toBe('11542 application/vnd.oma.lwm2m+tlv');
    expect(describeContentFormat(1542)).toBe('1542');
  });
});
