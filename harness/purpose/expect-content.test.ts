import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../coap/exchange/received-message.ts';
import type { Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { linksIn, noValueOf } from './expect-content.ts';
import { tlv } from './payload.ts';

const SILENCE: Outcome = { kind: 'silence', waited: 2000, sentFrame: 1 };

function answer(code: Code, payload: Uint8Array = Buffer.of(), format = 11542): Outcome {
  const options = [uintOption(OptionNumber.contentFormat, format)];
  return {
    kind: 'response',
    sentFrame: 1,
    message: {
      ...{ type: 'ACK', code, messageId: 1, token: Buffer.of(), options, payload },
      ...{ from: { host: '127.0.0.1', port: 5683 }, at: 0, frame: 2, deviations: [], duplicate: false },
    },
  };
}

describe('noValueOf', () => {
  const judge = (path: string, subject: Outcome) => noValueOf(path, '/3/0').judge(subject, definitionOf);
  const shown = answer('2.05', tlv('/3/0', { 9: 42 }).payload);

  test('refuses content with a value at the path or below it, and points at the frame', () => {
    const refused = { pass: false, received: 'a value of /3/0/9', reason: 'value.unexpected', frame: 2 };
    expect(judge('/3/0/9', shown)).toEqual(refused);
    expect(judge('/3/0', shown)).toEqual(refused);
  });

  test('takes other content, a refusal and silence', () => {
    expect([judge('/3/0/90', shown), judge('/3/0', answer('4.01')), judge('/3/0', SILENCE)]).toMatchObject(
      Array.from({ length: 3 }, () => ({ pass: true })),
    );
  });
});

describe('linksIn', () => {
  test('gives the links of an answer, and none of what is no link format', () => {
    const links = linksIn(answer('2.05', Buffer.from('</3/0>,</3/0/9>'), 40));
    expect(links.map(({ target }) => target)).toEqual(['/3/0', '/3/0/9']);
    expect([linksIn(answer('2.05', Buffer.from('<</3>'), 40)), linksIn(SILENCE)]).toEqual([[], []]);
  });
});
