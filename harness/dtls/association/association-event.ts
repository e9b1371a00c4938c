import type { HandshakeMessage } from '../handshake/handshake-message.ts';
import type { Plaintext } from '../record/protection.ts';
import type { DropReason } from '../record/record-layer.ts';
import type { DtlsViolation } from './finding.ts';
import type { Agreement } from './session.ts';

/** What became of a record of the peer. */
export type RecordOutcome =
  | 'taken'
  /** Kept until the keys of its epoch are there; it is told again then. */
  | 'kept'
  | DropReason
  /** Nobody waits for such a record now. */
  | 'untimely'
  /** Too many are kept already. */
  | 'overflow';

/** All that happens in an association, in order: the evidence of a run. Times are the clock's, in milliseconds. */
export type AssociationEvent = {
  readonly at: number;
  /** Number in the purpose's record of the datagram that brought it about; null on an unrecorded socket, and for what we do of ourselves. */
  readonly frame: number | null;
} & AssociationOccurrence;

export type AssociationOccurrence =
  | {
      readonly kind: 'record-received';
      readonly type: number;
      readonly epoch: number;
      readonly sequence: number;
      /** Of the fragment on the wire. */
      readonly length: number;
      readonly outcome: RecordOutcome;
    }
  | ({ readonly kind: 'record-sent'; readonly epoch: number; readonly sequence: number } & Plaintext)
  | {
      readonly kind: 'message-received' | 'message-sent';
      readonly messageSequence: number;
      readonly message: HandshakeMessage;
    }
  | { readonly kind: 'alert-received' | 'alert-sent'; readonly level: number; readonly description: number }
  | { readonly kind: 'flight-sent'; readonly datagrams: number; readonly why: 'first' | 'timeout' | 'peer' }
  /** A resend that the peer asked for too soon after the last one. */
  | { readonly kind: 'flight-damped' }
  | { readonly kind: 'secrets'; readonly clientRandom: Uint8Array; readonly master: Uint8Array }
  | { readonly kind: 'application-data'; readonly length: number }
  | ({ readonly kind: 'finding' } & DtlsViolation)
  | { readonly kind: 'established'; readonly agreement: Agreement }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string }
  | { readonly kind: 'closed'; readonly by: 'us' | 'peer' };

export type FailureReason =
  /** We refused what the peer did, and told it by an alert. */
  | 'refused'
  /** The peer sent a fatal alert. */
  | 'alert'
  /** The last retransmission brought no answer. */
  | 'timeout';
