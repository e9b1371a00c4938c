import { describe, expect, test } from '@jest/globals';
import { METHODS } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { text, tlv } from './payload.ts';
import { notification, unlessTextIsAsked, withContent } from './reply.ts';

const NOTHING = new Uint8Array(0);
const AS_TLV = withContent(tlv('/3/0/9', 50));
const AS_TEXT = withContent(text('50'));

function asking(format?: number): CoapMessage {
  const options = format === undefined ? [] : [uintOption(OptionNumber.accept, format)];
  return { type: 'CON', code: METHODS.get, messageId: 1, token: NOTHING, options, payload: NOTHING };
}

describe('What a device answers to a request that accepts plain text alone', () => {
  test('is 4.06 in place of another format', () => {
    expect(unlessTextIsAsked(AS_TLV)(asking(ContentFormat.text))).toEqual({ code: '4.06' });
    expect(unlessTextIsAsked(notification(10, tlv('/3/0/9', 50)))(asking(ContentFormat.text))).toEqual({
      code: '4.06',
    });
  });

  test('is plain text where the device has it', () => {
    expect(unlessTextIsAsked(AS_TLV, AS_TEXT)(asking(ContentFormat.text))).toBe(AS_TEXT);
    expect(unlessTextIsAsked(AS_TEXT)(asking(ContentFormat.text))).toBe(AS_TEXT);
  });

  test('is what the device has when the request accepts that, or says nothing', () => {
    for (const format of [undefined, ContentFormat.tlv])
      expect(unlessTextIsAsked(AS_TLV, AS_TEXT)(asking(format))).toBe(AS_TLV);
  });
});
