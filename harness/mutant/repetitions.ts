import type { MessageHook, MessageHooks, Passing } from '../coap/hooks/message-hooks.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import type { MessageChange } from './message-changes.ts';
import type { MessageTest } from './message-tests.ts';

/** What defects about repeated messages share; all of them have a memory: make them anew for every purpose. */

/** Changes the repetitions of what is meant on their way out; null sends none. */
export function repeatingWith(
  test: MessageTest,
  change: (message: CoapMessage, nth: number) => CoapMessage | null,
): MessageHook {
  const count = occurrences();
  return passing => {
    const { bytes, message } = passing;
    if (message === null || !test(message)) return bytes;
    const before = count(passing, message);
    return before === 0 ? bytes : change(message, before);
  };
}

export const repeatingNever = (test: MessageTest): MessageHook => repeatingWith(test, () => null);

/** Takes what comes again under the same message id for something new. */
export function forgettingMessageIds(test: MessageTest): Required<MessageHooks> {
  const count = occurrences();
  const original = new Map<number, number>();
  return {
    messageIn: passing => {
      const { bytes, message } = passing;
      if (message === null || !test(message)) return bytes;
      const before = count(passing, message);
      if (before === 0) return bytes;
      const messageId = (message.messageId + 0x7000 + before) & 0xffff;
      original.set(messageId, message.messageId);
      return { ...message, messageId };
    },
    messageOut: ({ bytes, message }) => {
      const own =
        message?.type === 'ACK' || message?.type === 'RST' ? original.get(message.messageId) : undefined;
      return message === null || own === undefined ? bytes : { ...message, messageId: own };
    },
  };
}

/** Changes what answers a repetition; null leaves it unanswered. */
export function answeringRepetitions(
  test: MessageTest,
  change: (answer: CoapMessage) => CoapMessage | null,
): Required<MessageHooks> {
  const count = occurrences();
  const repeated = new Set<number>();
  return {
    messageIn: passing => {
      const { bytes, message } = passing;
      if (message !== null && test(message) && count(passing, message) > 0) repeated.add(message.messageId);
      return bytes;
    },
    messageOut: ({ bytes, message }) =>
      message !== null &&
      (message.type === 'ACK' || message.type === 'RST') &&
      repeated.has(message.messageId)
        ? change(message)
        : bytes,
  };
}

/** Says something of its own to every repetition of what is meant, beside what it ordinarily does. */
export function reactingToRepetitions(test: MessageTest, reaction: MessageChange): MessageHook {
  const count = occurrences();
  return (passing, wire) => {
    const { bytes, message } = passing;
    if (message !== null && test(message) && count(passing, message) > 0) wire.send(reaction(message));
    return bytes;
  };
}

/** How often a message has passed before, by its message id, its type and the other side. */
function occurrences(): (passing: Passing, message: CoapMessage) => number {
  const seen = new Map<string, number>();
  return ({ remote }, { type, messageId }) => {
    const key = `${remote.host} ${remote.port} ${type} ${messageId}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  };
}
