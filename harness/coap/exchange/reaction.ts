import type { Clock } from '../../clock/clock.ts';
import type { MessageLayer } from './message-layer.ts';
import type { Content, OutgoingMessage } from './outgoing-message.ts';
import type { Peer } from './peer.ts';
import type { ReceivedMessage } from './received-message.ts';

export interface Reaction {
  /** The acknowledgement or reset; null when none came in time. */
  readonly message: ReceivedMessage | null;
  /** Milliseconds. */
  readonly waited: number;
  readonly sentFrame: number | null;
}

/** Sends a message and resolves with its acknowledgement or reset, or without one `within` milliseconds after it has left. */
export function awaitReaction(
  { clock, messages }: { readonly clock: Clock; readonly messages: MessageLayer },
  peer: Peer,
  content: Content,
  within: number,
): Promise<Reaction> {
  return new Promise(resolve => {
    let sentFrame: number | null = null;
    let giveUp = { cancel: (): void => {} };
    let outgoing: OutgoingMessage | null = null;
    const end = (message: ReceivedMessage | null, waited = within): void => {
      giveUp.cancel();
      outgoing?.stop();
      resolve({ message, waited, sentFrame });
    };
    outgoing = messages.send(peer, content, {
      sent: frame => {
        sentFrame = frame;
        giveUp = clock.after(within, () => end(null));
      },
      answered: message => end(message),
      abandoned: () => end(null, 0),
    });
  });
}
