import type { ClientHooks } from '../client/client-hooks.ts';
import type { MessageHook } from '../coap/hooks/message-hooks.ts';
import { isRequest } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import type { MessageTest } from './message-tests.ts';

/** What defects that have a memory share. Make one anew for every purpose: in a function that gives hooks. */
export interface Counted {
  /** True for the messages that are meant, from the n-th of them on; a repetition is no message of its own. */
  readonly fromNth: (n: number) => MessageTest;
}

/** Counts the messages that pass one test. */
export function counting(test: MessageTest): Counted {
  const ids: number[] = [];
  const place = (message: CoapMessage): number => {
    if (!ids.includes(message.messageId)) ids.push(message.messageId);
    return ids.indexOf(message.messageId) + 1;
  };
  return { fromNth: n => message => test(message) && place(message) >= n };
}

/** Notices that a message passes, for a defect that shows only afterwards. */
export function noticing(test: MessageTest): {
  readonly hook: MessageHook;
  readonly happened: () => boolean;
} {
  let happened = false;
  return {
    hook: ({ bytes, message }) => {
      if (message !== null && test(message)) happened = true;
      return message ?? bytes;
    },
    happened: () => happened,
  };
}

/** Once it has sent such a message, a peer hears no request any more. */
export function deafAfter(test: MessageTest): () => ClientHooks {
  return () => {
    const { hook, happened } = noticing(test);
    return {
      messageOut: hook,
      messageIn: ({ bytes, message }) =>
        happened() && message !== null && isRequest(message.code) ? null : (message ?? bytes),
    };
  };
}
