import type { HandshakeBody } from '../handshake/handshake-codec.ts';
import type { HandshakeMessage } from '../handshake/handshake-message.ts';
import type { WireRecord } from '../record/record-header.ts';
import type { Opened, RecordDraft } from '../record/record-layer.ts';
import type { Freshness } from '../record/replay-window.ts';

/** A handshake message about to be sent. */
export interface HandshakeDraft extends HandshakeBody {
  /** What Finished and signatures will say was sent: the same message, another one, or (null) none. */
  readonly transcript: HandshakeBody | null;
}

/** A datagram about to leave, now or after some milliseconds. */
export interface ScheduledDatagram {
  readonly bytes: Uint8Array;
  readonly after: number;
}

/** A record in its sealed form, with what it was made of. */
export interface SealedRecord {
  readonly bytes: Uint8Array;
  readonly draft: RecordDraft;
}

/** Where what an association sends and receives can be looked at and changed. Without hooks it does what the standards say. */
export interface AssociationHooks {
  /** Messages in place of one; each takes the next message sequence number. */
  readonly messageOut?: (draft: HandshakeDraft) => readonly HandshakeDraft[];
  /** What a message of the peer is taken for; Finished and signatures are about the one that came. */
  readonly messageIn?: (message: HandshakeMessage) => HandshakeMessage;
  /** Records in place of one, before they are sealed. */
  readonly recordOut?: (draft: RecordDraft) => readonly RecordDraft[];
  /** What stands in datagrams in place of a sealed record. */
  readonly sealedOut?: (record: SealedRecord) => readonly Uint8Array[];
  /** Datagrams in place of those of a flight, a resent one as well. */
  readonly flightOut?: (datagrams: readonly Uint8Array[], attempt: number) => readonly ScheduledDatagram[];
  /** Bytes of handshake message in one record, at most. */
  readonly fragmentSize?: number;
  /** Whether records of a flight share datagrams; they do unless told otherwise. */
  readonly coalesce?: boolean;
  /** What becomes of a record that came. */
  readonly recordIn?: (record: WireRecord, proceed: (record: WireRecord) => Opened) => Opened;
  /** What the replay window says of a record that came. */
  readonly freshness?: (record: WireRecord, proceed: () => Freshness) => Freshness;
  /** Whether what the peer proves itself with is right: a signature, or the code in its Finished. */
  readonly proof?: (of: 'signature' | 'finished', proceed: () => boolean) => boolean;
  /** Whether a client may leave out this message, which is due of it; it may not unless told otherwise. */
  readonly omissible?: (due: 'certificate' | 'certificate-verify') => boolean;
}
