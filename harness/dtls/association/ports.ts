import type { ReceivedMessage } from '../handshake/reassembler.ts';
import type { AssociationEvent } from './association-event.ts';

/** What an association does to the world, which gives it datagrams by `receive`. */
export interface AssociationPorts {
  send(datagram: Uint8Array): void;
  /** Application data of one record. */
  deliver(content: Uint8Array, frame: number | null): void;
  event(event: AssociationEvent): void;
  /** An authentic record came that is newer than all before: where it came from is where the peer is now (RFC 9146 §6). */
  newest?(): void;
}

/** A ClientHello with the right cookie, as it came. */
export interface VerifiedHello {
  readonly message: ReceivedMessage;
  /** Of the record that completed it. */
  readonly recordSequence: number;
}

export type AssociationState = 'handshaking' | 'established' | 'failed' | 'closed';
