import { describe, expect, test } from '@jest/globals';
import { PUBLISHED_DATAGRAMS } from '../../../fixtures/vectors/coap-published.ts';
import { hex } from '../../../fixtures/vectors/hex.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';

describe('the examples of the standards', () => {
  test.each(PUBLISHED_DATAGRAMS)('include $title, which is read ($source)', ({ hex: text, message }) => {
    expect(decodeMessage(hex(text))).toEqual({ message, deviations: [] });
  });

  test.each(PUBLISHED_DATAGRAMS)('include $title, which is written ($source)', ({ hex: text, message }) => {
    expect(encodeMessage(message)).toEqual(hex(text));
  });
});
