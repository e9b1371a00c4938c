import type { HandshakeMessage, HandshakeReading } from '../handshake/handshake-message.ts';
import type { ReceivedMessage } from '../handshake/reassembler.ts';
import type { Transcript } from '../handshake/transcript.ts';
import type { RecordLayer } from '../record/record-layer.ts';
import type { Alert } from '../registry.ts';
import type { DtlsFindingCode } from './finding.ts';
import type { Outbox } from './outbox.ts';
import type { Agreement } from './session.ts';

/** Why a handshake cannot go on, and the alert that says so. */
export interface Refusal {
  readonly alert: Alert;
  readonly message: string;
  /** The rule that the peer has broken; null where it only has, or wants, something else than we do. */
  readonly rule: DtlsFindingCode | null;
}

export function refusal(alert: Alert, message: string, rule: DtlsFindingCode | null = null): Refusal {
  return { alert, message, rule };
}

/** One role's part in a handshake. */
export interface HandshakeFlow {
  /** How the next message of the peer is to be read. */
  readonly reading: HandshakeReading;
  /** Whether the peer may go on to its next epoch now. */
  readonly awaitsChangeCipherSpec: boolean;
  /** Whether the peer, having sent part of its flight, sends all of it again by itself, because it waits for ours. */
  readonly peerRepeats: boolean;
  /** Null when all is well. */
  take(received: ReceivedMessage, message: HandshakeMessage): Refusal | null;
}

/** What an association gives its handshake. */
export interface HandshakeSurroundings {
  readonly outbox: Outbox;
  readonly records: RecordLayer;
  readonly transcript: Transcript;
  find(rule: DtlsFindingCode, message: string): void;
  secrets(clientRandom: Uint8Array, master: Uint8Array): void;
  established(agreement: Agreement): void;
}
