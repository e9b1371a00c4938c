import { describe, expect, test } from '@jest/globals';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { stringOption, uintOption } from '../coap/message/options.ts';
import { parseRegister } from '../server/registration-request.ts';
import { notAccepted } from './not-accepted.ts';

const QUERY = ['ep=device', 'lt=60', 'lwm2m=1.0'];

describe('notAccepted', () => {
  test.each([
    [['lt=60', 'lwm2m=1.0'], 40, '4.00: it has no endpoint name (ep)'],
    [['ep=device', 'lt=60'], 40, '4.00: it has no version of LwM2M (lwm2m)'],
    [['ep=device', 'lwm2m=0.9'], 40, '4.12: lwm2m=0.9 is not 1.x'],
    [['ep=device', 'lwm2m=1.0', 'lt=soon'], 40, '4.00: lt=soon is not a number of seconds'],
    [[...QUERY, 'lt=60'], 40, '4.00: a parameter is repeated'],
    [QUERY, 0, '4.00: its payload is not of Content-Format 40 (link format)'],
  ])('tells why a Register with %j in format %i is refused', (query, format, cause) => {
    expect(notAccepted(register(query, format), 'device')).toBe(
      `the Register of the client is refused with ${cause}`,
    );
  });

  test('names the missing list of objects', () => {
    expect(notAccepted({ ...register(QUERY, 40), payload: Buffer.alloc(0) }, 'device')).toContain(
      'no list of objects',
    );
  });

  test('tells of a client that came under another name than `start` gave it', () => {
    expect(notAccepted(register(QUERY, 40), 'sensor')).toBe(
      'the client registered as device, and `start` gave it the endpoint name sensor',
    );
  });
});

describe('parseRegister', () => {
  test('reads a list of objects that comes without a Content-Format', () => {
    expect(parseRegister(register(QUERY, null))).toMatchObject({
      endpoint: 'device',
      links: [{ target: '/1/0' }, { target: '/3/0' }],
    });
  });
});

function register(query: readonly string[], format: number | null): CoapMessage {
  const options = query.map(item => stringOption(OptionNumber.uriQuery, item));
  if (format !== null) options.push(uintOption(OptionNumber.contentFormat, format));
  return {
    ...{ type: 'CON', code: '0.02', messageId: 1, token: Buffer.of(1), options },
    payload: Buffer.from('</1/0>,</3/0>'),
  };
}
