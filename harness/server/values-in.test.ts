import { describe, expect, test } from '@jest/globals';
import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { valuesIn } from './values-in.ts';

const MESSAGE: ReceivedMessage = {
  ...{ type: 'ACK', code: '2.05', messageId: 1, token: Buffer.of(), payload: Buffer.from('Acme') },
  options: [uintOption(OptionNumber.contentFormat, ContentFormat.text)],
  ...{ from: { host: '127.0.0.1', port: 5683 }, at: 0, frame: 1, deviations: [], duplicate: false },
};

describe('valuesIn', () => {
  test('reads the values by their paths', () => {
    expect(valuesIn('/3/0/0', MESSAGE, definitionOf)).toEqual({ '/3/0/0': 'Acme' });
  });

  test('reads a body that came in blocks when all of them did, and nothing before', () => {
    const came = (complete: boolean) => ({ ...MESSAGE, transfer: { blocks: [MESSAGE], complete } });
    expect(valuesIn('/3/0/0', came(true), definitionOf)).toEqual({ '/3/0/0': 'Acme' });
    expect(valuesIn('/3/0/0', came(false), definitionOf)).toEqual({});
  });

  test('finds none where the format is not told', () => {
    expect(valuesIn('/3/0/0', { ...MESSAGE, options: [] }, definitionOf)).toEqual({});
  });
});
