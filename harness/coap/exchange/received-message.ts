import type { Address } from '../../transport/datagram.ts';
import type { Deviation } from '../message/deviation.ts';
import type { CoapMessage } from '../message/message.ts';

/** A message as it arrived, with everything a check may want to point at. */
export interface ReceivedMessage extends CoapMessage {
  readonly from: Address;
  /** Clock time of arrival, milliseconds. */
  readonly at: number;
  /** Number in the purpose's record, null on an unrecorded socket. */
  readonly frame: number | null;
  /** What a strict reader objects to. */
  readonly deviations: readonly Deviation[];
  /** True when the same message id was seen from the same peer within EXCHANGE_LIFETIME. */
  readonly duplicate: boolean;
  /** How a body that came in blocks was put together (RFC 7959); absent on a message that came as it is. */
  readonly transfer?: Transfer;
}

export interface Transfer {
  /** The responses that carried the blocks, in order of arrival. */
  readonly blocks: readonly ReceivedMessage[];
  /** False when the message is only the last that came of a body whose rest could not be fetched. */
  readonly complete: boolean;
}

/** Nothing came within the time given; no answer is an outcome to be judged, not an exception. */
export interface Silence {
  readonly kind: 'silence';
  /** Milliseconds. */
  readonly waited: number;
  /** Frame of the request that stayed unanswered, null when nothing was asked. */
  readonly sentFrame: number | null;
  /** A response in the acknowledgement of the request, but under another token, so that it answers nothing (RFC 7252 §5.3.2). */
  readonly mismatched?: ReceivedMessage;
}

/** What became of a request. */
export type Outcome =
  | { readonly kind: 'response'; readonly message: ReceivedMessage; readonly sentFrame: number | null }
  | { readonly kind: 'reset'; readonly message: ReceivedMessage; readonly sentFrame: number | null }
  | Silence;

/** What came of waiting for a message of the peer. */
export type Arrival = { readonly kind: 'arrived'; readonly message: ReceivedMessage } | Silence;

/** An answer to a request, before it has a message id. */
export interface Reply {
  readonly code: CoapMessage['code'];
  readonly options?: CoapMessage['options'];
  readonly payload?: Uint8Array;
  /** True for an answer that breaks rules on purpose: our strict reader is not asked. */
  readonly illegal?: boolean;
  /** True for a payload that breaks its content format on purpose, in a message that is legal. */
  readonly malformed?: boolean;
}
