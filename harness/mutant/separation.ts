import type { MessageHook, Wire } from '../coap/hooks/message-hooks.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import type { MessageTest } from './message-tests.ts';
import { acting } from './passing.ts';

const NOTHING = new Uint8Array(0);
/** Milliseconds: there and back, so that a Reset of the other side comes before. */
const AFTER_A_RESET = 10;

/**
 * The confirmable messages that are meant leave as non-confirmable ones. The peer, which waits for an acknowledgement,
 * is given one when none can come any more.
 */
export function nonConfirmably(test: MessageTest): MessageHook {
  return acting(
    message => message.type === 'CON' && test(message),
    (message, wire) => {
      wire.receive(acknowledgementOf(message), AFTER_A_RESET);
      return { ...message, type: 'NON' };
    },
  );
}

/** Sends an Empty acknowledgement in place of the one that carries this response. */
export function acknowledgedApart(message: CoapMessage, wire: Wire, after = 0): void {
  wire.send(acknowledgementOf(message), after);
}

function acknowledgementOf({ messageId }: CoapMessage): CoapMessage {
  return { type: 'ACK', code: '0.00', messageId, token: NOTHING, options: [], payload: NOTHING };
}
