import { tokenKey } from '../coap/exchange/tokens.ts';
import type { MessageHooks } from '../coap/hooks/message-hooks.ts';
import { isRequest } from '../coap/message/codes.ts';
import type { MessageChange } from './message-changes.ts';
import type { MessageTest } from './message-tests.ts';
import { changing } from './passing.ts';

/** What a peer takes the answers to its own requests for: those to the requests that are meant, notifications included. */
export function misreading(test: MessageTest, change: MessageChange): () => MessageHooks {
  return () => {
    const tokens = new Set<string>();
    return {
      messageOut: ({ bytes, message }) => {
        if (message !== null && test(message)) tokens.add(tokenKey(message.token));
        return message ?? bytes;
      },
      messageIn: changing(
        ({ code, token }) => code !== '0.00' && !isRequest(code) && tokens.has(tokenKey(token)),
        change,
      ),
    };
  };
}
