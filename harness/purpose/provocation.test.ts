import { describe, expect, test } from '@jest/globals';
import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { illegal } from '../coap/message/illegal.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { pathOptions } from '../coap/message/options.ts';
import { reactionTo, tokenIn } from './provocation.ts';

const TOKEN = Buffer.of(0xa1, 0xa2);
const GET: CoapMessage = {
  ...{ type: 'CON', code: '0.01', messageId: 0x1234, token: TOKEN },
  ...{ options: pathOptions('/3/0'), payload: Buffer.of() },
};

function answer(changes: Partial<CoapMessage>): ReceivedMessage {
  return {
    ...GET,
    ...{ type: 'ACK', code: '4.00', options: [], ...changes },
    ...{ from: { host: '127.0.0.1', port: 5683 }, at: 0, frame: null, deviations: [], duplicate: false },
  };
}

describe('reactionTo', () => {
  const { matches } = reactionTo(illegal(GET).lastLength(15).bytes());

  test('is what acknowledges or rejects the message id, whatever its token', () => {
    expect(matches(answer({}))).toBe(true);
    expect(matches(answer({ type: 'RST', code: '0.00', token: Buffer.of() }))).toBe(true);
    expect(matches(answer({ messageId: 0x1235 }))).toBe(false);
  });

  test('is what answers the token in a message of its own, whatever its message id', () => {
    expect(matches(answer({ type: 'NON', messageId: 7 }))).toBe(true);
    expect(matches(answer({ type: 'CON', messageId: 0x1234, token: Buffer.of(1) }))).toBe(false);
  });

  test('is nothing under an empty token, which others have as well', () => {
    const untokened = reactionTo(
      illegal({ ...GET, token: Buffer.of() })
        .bareMarker()
        .bytes(),
    );
    expect(untokened.matches(answer({ type: 'NON', token: Buffer.of() }))).toBe(false);
  });
});

describe('tokenIn', () => {
  test.each([
    ['as long as it is announced', illegal(GET).token(new Uint8Array(12)).bytes(), new Uint8Array(12)],
    ['up to where the bytes end', illegal(GET).tokenLength(15).truncate(6).bytes(), TOKEN],
    ['nothing of nothing', Buffer.of(), Buffer.of()],
  ])('takes it %s', (_, bytes, token) => {
    expect(Buffer.from(tokenIn(bytes))).toEqual(Buffer.from(token));
  });
});
