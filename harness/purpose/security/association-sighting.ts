import type { FailureReason } from '../../dtls/association/association-event.ts';
import type { Agreement } from '../../dtls/association/session.ts';
import type { Address } from '../../transport/datagram.ts';

/** How a handshake with the SUT ended, or that none did. */
export type HandshakeEnd =
  | {
      readonly kind: 'established';
      readonly agreement: Agreement;
      readonly peer: Address;
      readonly frame: number | null;
    }
  | {
      readonly kind: 'failed';
      readonly reason: FailureReason;
      /** In words: `the peer says bad_certificate`. */
      readonly message: string;
      readonly peer: Address;
      readonly frame: number | null;
    }
  | { readonly kind: 'silence'; readonly waited: number };

/** What the SUT did while it was watched. */
export interface Watched {
  /** Milliseconds. */
  readonly span: number;
  /** Handshakes that ended well. */
  readonly established: readonly Extract<HandshakeEnd, { readonly kind: 'established' }>[];
  /** Records of application data that were authentic, and taken. */
  readonly data: readonly { readonly length: number; readonly frame: number | null }[];
  /** Datagrams that are no DTLS. */
  readonly clear: readonly { readonly bytes: Uint8Array; readonly frame: number | null }[];
  /** Every datagram that came. */
  readonly datagrams: number;
}
