import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MessageHook, Wire } from '../coap/hooks/message-hooks.ts';
import { METHODS } from '../coap/message/codes.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { locationOf, locationOptions, pathOf, pathOptions } from '../coap/message/options.ts';
import { inTurn } from './in-turn.ts';
import { relocating, renumbering, retokening } from './translation.ts';

const NOTHING = new Uint8Array(0);
const WIRE = {} as Wire;

function message(parts: Partial<CoapMessage>): CoapMessage {
  return { type: 'CON', code: '0.02', messageId: 1, token: NOTHING, options: [], payload: NOTHING, ...parts };
}

function through(hook: MessageHook, given: CoapMessage): CoapMessage {
  const remote = { host: '127.0.0.1', port: 5683 };
  const passed = hook({ bytes: encodeMessage(given), message: given, remote }, WIRE);
  if (passed === null || passed instanceof Uint8Array) throw new TypeError('the message did not pass as one');
  return passed;
}

const ids = fc.uniqueArray(fc.nat(0xffff), { minLength: 1, maxLength: 20 });

describe('other message ids', () => {
  test('lead acknowledgements back to the message that they are of, and stay the same when it is repeated', () => {
    fc.assert(
      fc.property(ids, own => {
        const { messageIn, messageOut } = renumbering(count => (0xffff + 7 * count) % 0x1_0000);
        own.forEach((messageId, index) => {
          const sent = through(messageOut, message({ messageId }));
          expect(sent.messageId).toBe((0xffff + 7 * index) % 0x1_0000);
          expect(through(messageOut, message({ messageId }))).toEqual(sent);
          const acknowledgement = message({ type: 'ACK', code: '0.00', messageId: sent.messageId });
          expect(through(messageIn, acknowledgement).messageId).toBe(messageId);
        });
      }),
    );
  });

  test('leave the messages of the other side alone', () => {
    const { messageIn, messageOut } = renumbering(() => 7);
    expect(through(messageIn, message({ messageId: 99 })).messageId).toBe(99);
    expect(through(messageOut, message({ type: 'ACK', code: '2.04', messageId: 99 })).messageId).toBe(99);
  });
});

describe('other tokens', () => {
  test('lead responses back to the request, whatever their length', () => {
    const tokens = fc.uniqueArray(fc.uint8Array({ minLength: 8, maxLength: 8 }), {
      selector: token => Buffer.from(token).toString('hex'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(tokens, own => {
        const { messageIn, messageOut } = retokening(count => Uint8Array.of(count));
        for (const token of own) {
          const sent = through(messageOut, message({ token }));
          expect(sent.token).toHaveLength(1);
          const response = message({ type: 'NON', code: '2.04', token: sent.token });
          expect(Buffer.from(through(messageIn, response).token)).toEqual(Buffer.from(token));
        }
      }),
    );
  });
});

describe('other locations', () => {
  test('lead Updates back to the registration, whatever characters they are of', () => {
    const segments = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(segments, names => {
        const { messageIn, messageOut } = relocating(count => ['rd', ...names, String(count)]);
        const registered = message({ type: 'ACK', code: '2.01', options: locationOptions('/rd/5a3f') });
        const told = through(messageOut, registered);
        expect(locationOf(told)).not.toBe('/rd/5a3f');
        const update = message({ options: told.options.map(({ value }) => ({ number: 11, value })) });
        expect(pathOf(through(messageIn, update))).toBe('/rd/5a3f');
      }),
    );
  });
});

describe('hooks in turn', () => {
  const passing = (bytes: Uint8Array, given: CoapMessage | null) => ({
    ...{ bytes, message: given, remote: { host: '127.0.0.1', port: 5683 } },
  });

  test('see what the one before has made of a message', () => {
    const numbered = renumbering(() => 4);
    const located = relocating(() => ['rd', 'x']);
    const { messageIn, messageOut } = inTurn(numbered, located);
    const sent = message({ code: METHODS.post, options: pathOptions('/rd'), messageId: 9 });
    const out = messageOut(passing(encodeMessage(sent), sent), WIRE);
    expect(out).toEqual(encodeMessage({ ...sent, messageId: 4 }));
    const back = message({ type: 'ACK', code: '0.00', messageId: 4 });
    expect(messageIn(passing(encodeMessage(back), back), WIRE)).toEqual(
      encodeMessage({ ...back, messageId: 9 }),
    );
  });

  test('keep the bytes of what none of them changes, malformed as they may be', () => {
    const given = message({ messageId: 3 });
    const malformed = Uint8Array.of(...encodeMessage(given), 0xff);
    const { messageIn } = inTurn(
      renumbering(() => 4),
      retokening(() => NOTHING),
    );
    expect(messageIn(passing(malformed, given), WIRE)).toBe(malformed);
  });
});
