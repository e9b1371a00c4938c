import { describe, expect, test } from '@jest/globals';
import type { OwnContent } from '../coap/exchange/own-payloads.ts';
import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import type { CoapMessage, Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, uintOption } from '../coap/message/options.ts';
import { ContentFormat } from './content/content-format.ts';
import { definitionOf } from './model/registry.ts';
import { ownPayloadInspection } from './own-payload.ts';

const inspect = ownPayloadInspection({ definitions: definitionOf, version: '1.0' });
const GET = '0.01';
const POST = '0.02';
const PUT = '0.03';

describe('a payload of ours', () => {
  test.each<[string, OwnContent, ReceivedMessage | null]>([
    ['a Write of text', sent(PUT, '/1/0/1', ContentFormat.text, '300'), null],
    ['a Write of TLV', sent(PUT, '/1/0/1', ContentFormat.tlv, hex('C2 01 01 2C')), null],
    ['a Create', sent(POST, '/3303', ContentFormat.tlv, hex('08 05 00')), null],
    ['arguments of an Execute', sent(POST, '/1/0/8', ContentFormat.text, "0='a',1"), null],
    ['an object list', sent(POST, '/rd', ContentFormat.linkFormat, '</1/0>,</3/0>'), null],
    ['the answer to a Read', answered(ContentFormat.text, '300'), asked('/1/0/1')],
    ['the answer to a Discover', answered(ContentFormat.linkFormat, '</3/0>,</3/0/0>'), asked('/3/0')],
    ['a Write below a root', sent(PUT, '/lwm2m/1/0/1', ContentFormat.text, '300'), null],
    ['a format that LwM2M does not know', sent(PUT, '/1/0/1', 65_000, hex('FF FF')), null],
    ['the text of an error', { ...answered(ContentFormat.text, 'no'), code: '4.04' }, asked('/1/0/1')],
    ['what answers nothing', answered(ContentFormat.text, 'soon'), null],
    ['no content format', { code: PUT, options: pathOptions('/1/0/1'), payload: hex('FF') }, null],
  ])('passes where it is well-formed or means nothing: %s', (_, content, request) => {
    expect(() => inspect(content, request)).not.toThrow();
  });

  test.each<[string, OwnContent, ReceivedMessage | null]>([
    ['a Write of text', sent(PUT, '/1/0/1', ContentFormat.text, 'soon'), null],
    ['a Write of text below a root', sent(PUT, '/lwm2m/1/0/1', ContentFormat.text, 'soon'), null],
    ['a partial Write of TLV', sent(POST, '/1/0', ContentFormat.tlv, hex('C4 01 00 00')), null],
    ['a Create', sent(POST, '/3303', ContentFormat.tlv, hex('C8 07')), null],
    ['arguments of an Execute', sent(POST, '/1/0/8', ContentFormat.text, "0='a"), null],
    ['an object list', sent(POST, '/rd', ContentFormat.linkFormat, '</1/0>,</3/0'), null],
    ['an object list of an Update', sent(POST, '/rd/5a', ContentFormat.linkFormat, '<1/0'), null],
    ['the answer to a Read', answered(ContentFormat.text, 'soon'), asked('/1/0/1')],
    ['a SenML answer', answered(ContentFormat.senmlJson, '[{"n":}]'), asked('/1/0/1')],
    ['the answer to a Discover', answered(ContentFormat.linkFormat, '</3/0>;pmin'), asked('/3/0')],
    ['links that answer nothing', answered(ContentFormat.linkFormat, '</3'), null],
  ])('is told as a fault where it is malformed: %s', (_, content, request) => {
    const own = expect.objectContaining({ name: 'OwnMessageError', code: 'lwm2m.own-payload', exitCode: 70 });
    expect(() => inspect(content, request)).toThrow(own as unknown as Error);
  });
});

function sent(code: Code, path: string, format: number, payload: string | Uint8Array): OwnContent {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : payload;
  const options = [...pathOptions(path), uintOption(OptionNumber.contentFormat, format)];
  return { code, options, payload: bytes };
}

function answered(format: number, payload: string): OwnContent {
  return sent('2.05', '', format, payload);
}

function asked(path: string): ReceivedMessage {
  const message: CoapMessage = {
    ...{ type: 'CON', code: GET, messageId: 1, token: Uint8Array.of(1) },
    ...{ options: pathOptions(path), payload: new Uint8Array(0) },
  };
  const from = { host: '127.0.0.1', port: 5683 };
  return { ...message, from, at: 0, frame: null, deviations: [], duplicate: false };
}

function hex(text: string): Uint8Array {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}
