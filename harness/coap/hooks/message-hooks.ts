import type { Clock } from '../../clock/clock.ts';
import type { Address } from '../../transport/datagram.ts';
import type { Random } from '../../transport/random.ts';
import type { CoapMessage } from '../message/message.ts';

/** A datagram between a peer's own endpoint and the network, on its way in or out. */
export interface Passing {
  readonly bytes: Uint8Array;
  /** What the bytes say; null where nobody could tell. */
  readonly message: CoapMessage | null;
  /** The other side: where it comes from, or goes to. */
  readonly remote: Address;
}

/** What a message hook can do besides passing a datagram on; both sides are those of that datagram. */
export interface Wire {
  readonly clock: Clock;
  readonly random: Random;
  /** Sends something else to the other side, now or after some milliseconds, past the hooks. */
  send(message: CoapMessage | Uint8Array, after?: number): void;
  /** Sends something from another port of the same host; what comes back there reaches the peer's own endpoint as usual. */
  sendFromElsewhere(message: CoapMessage | Uint8Array): void;
  /** Lets the peer's own endpoint receive something, now or after some milliseconds, past the hooks. */
  receive(message: CoapMessage | Uint8Array, after?: number): void;
}

/** Gives what passes in place of a datagram, null for nothing. */
export type MessageHook = (passing: Passing, wire: Wire) => CoapMessage | Uint8Array | null;

/** Where the messages of any peer can be looked at and changed: outside of its endpoint, and of the strict codec there. */
export interface MessageHooks {
  readonly messageIn?: MessageHook;
  readonly messageOut?: MessageHook;
}
