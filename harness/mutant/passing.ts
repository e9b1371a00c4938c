import type { MessageHook, Wire } from '../coap/hooks/message-hooks.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import type { MessageChange } from './message-changes.ts';
import type { MessageTest } from './message-tests.ts';

/** Changes the messages that are meant, and lets everything else pass. */
export function changing(test: MessageTest, change: MessageChange): MessageHook {
  return acting(test, message => change(message));
}

/** The messages that are meant never pass. */
export function dropping(test: MessageTest): MessageHook {
  return acting(test, () => null);
}

/** The messages that are meant pass later, by as many milliseconds. */
export function delayingOut(test: MessageTest, by: number): MessageHook {
  return acting(test, (message, wire) => {
    wire.send(message, by);
    return null;
  });
}

/** Decides on each message that is meant what passes in its place; null for nothing. */
export function acting(
  test: MessageTest,
  act: (message: CoapMessage, wire: Wire) => CoapMessage | Uint8Array | null,
): MessageHook {
  return ({ bytes, message }, wire) =>
    message !== null && test(message) ? act(message, wire) : (message ?? bytes);
}

/** A hook that sees only what is laid out as it should be; whatever is wrong with the rest stays wrong. */
export function leavingMalformed(hook: MessageHook): MessageHook {
  return (passing, wire) => {
    const { bytes, message } = passing;
    const isWellFormed = message !== null && Buffer.from(encodeMessage(message)).equals(bytes);
    return isWellFormed ? hook(passing, wire) : bytes;
  };
}
