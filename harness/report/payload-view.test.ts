import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import { encodeContent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { InstanceNode } from '../lwm2m/node.ts';
import { viewPayload } from './payload-view.ts';

const DEVICE: InstanceNode = {
  kind: 'instance',
  id: 0,
  resources: [
    { kind: 'single', id: 0, type: 'String', value: 'Acme' },
    { kind: 'multiple', id: 6, type: 'Integer', values: new Map([[1, 5n]]) },
  ],
};

function view(format: number, payload: Uint8Array): readonly string[] {
  const message: CoapMessage = {
    type: 'ACK',
    code: '2.05',
    messageId: 1,
    token: new Uint8Array(),
    options: [uintOption(OptionNumber.contentFormat, format)],
    payload,
  };
  return viewPayload(message)?.lines ?? [];
}

const ofDevice = (format: number): readonly string[] =>
  view(format, encodeContent(format, { object: 3, instance: 0 }, DEVICE));

describe('a payload', () => {
  test('of SenML JSON has one record a line', () => {
    expect(ofDevice(ContentFormat.senmlJson)).toEqual([
      '[{"n":"/3/0/0","vs":"Acme"},',
      '{"n":"/3/0/6/1","v":5}]',
    ]);
  });

  test('of SenML CBOR is shown in diagnostic notation, with its bytes', () => {
    const lines = ofDevice(ContentFormat.senmlCbor);
    expect(lines.slice(0, lines.indexOf(''))).toEqual([
      '[',
      '  {',
      '    -2 /bn/: "/3/0/"',
      '    0 /n/: "0"',
      '    3 /vs/: "Acme"',
      '  }',
      '  {',
      '    0 /n/: "6/1"',
      '    2 /v/: 5',
      '  }',
      ']',
    ]);
    expect(lines.at(-1)).toMatch(/^0010 /);
  });

  test('of LwM2M CBOR shows path keys as arrays', () => {
    const bytes = Buffer.from('a1830300006441636d65', 'hex');
    expect(view(ContentFormat.lwm2mCbor, bytes).slice(0, 3)).toEqual(['{', '  [3, 0, 0]: "Acme"', '}']);
  });

  test('of CBOR tells floats, bytes and tags apart, and names what is wrong', () => {
    expect(view(ContentFormat.cbor, Buffer.from('f93c00', 'hex'))[0]).toBe('1.0');
    expect(view(ContentFormat.cbor, Buffer.from('42cafe', 'hex'))[0]).toBe("h'cafe'");
    expect(view(ContentFormat.cbor, Buffer.from('c11a00000001', 'hex'))).toContain('1(1)');
    expect(view(ContentFormat.cbor, Buffer.from('0102', 'hex'))[0]).toMatch(/^! byte 1: /);
  });

  test('of any bytes in any format is shown without a control character', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(ContentFormat), 50, 9999),
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        (format, payload) => {
          expect(view(format, payload).join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        },
      ),
    );
  });
});
