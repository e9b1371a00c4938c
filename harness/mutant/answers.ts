import { tokenKey } from '../coap/exchange/tokens.ts';
import type { MessageHooks } from '../coap/hooks/message-hooks.ts';
import { isRequest } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, pathOf } from '../coap/message/options.ts';
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

/**
 * Changes what is answered, notifications included; `change` is told the request that began the exchange. A body that goes
 * in blocks is left alone, as no change could be made to its parts.
 */
export function answersTo(
  change: (answer: CoapMessage, request: CoapMessage, path: string) => CoapMessage,
): Required<MessageHooks> {
  const requests = new Map<string, CoapMessage>();
  return {
    messageIn: ({ bytes, message }) => {
      if (message !== null && isRequest(message.code)) requests.set(tokenKey(message.token), message);
      return message ?? bytes;
    },
    messageOut: ({ bytes, message }) => {
      if (message === null) return bytes;
      const request = requests.get(tokenKey(message.token));
      const untouched =
        request === undefined || !/^[2-5]/.test(message.code) || hasOption(message, OptionNumber.block2);
      return untouched ? message : change(message, request, pathOf(request));
    },
  };
}
