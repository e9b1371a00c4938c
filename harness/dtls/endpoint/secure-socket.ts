import type { Address, DatagramSocket } from '../../transport/datagram.ts';
import type { Agreement } from '../association/session.ts';
import type { DtlsSocketSettings } from './dtls-socket.ts';

/** A socket that speaks DTLS on the wire, and what it knows of its associations. */
export interface SecureSocket extends DatagramSocket {
  /** How many associations there are, unfinished ones included. */
  readonly size: number;
  /** What was agreed upon with a peer; null while there is no association. */
  agreementWith(peer: Address): Agreement | null;
  /** A handshake with a server, whether or not there is anything to say. Resolves with null when it failed. */
  handshake(to: Address): Promise<Agreement | null>;
  /** Says goodbye to one peer. */
  disconnect(peer: Address): void;
  /** Forgets one peer without a word, as after a loss of power. */
  abandon(peer: Address): void;
  /** Forgets one peer without a word, and does not take their session up again. */
  forget(peer: Address): void;
  /** Forgets everybody without a word, sessions included, as a device that was switched off. */
  forgetAll(): void;
  /** This side has another address: without a connection id no peer knows it any more (RFC 9146 §6), and is met anew. */
  moved(): void;
}

/** Makes the socket in place of `proceed`: with other settings, or over one that it looks into. */
export type SecureSocketHook = (
  socket: DatagramSocket,
  settings: DtlsSocketSettings,
  proceed: (socket: DatagramSocket, settings: DtlsSocketSettings) => SecureSocket,
) => SecureSocket;
