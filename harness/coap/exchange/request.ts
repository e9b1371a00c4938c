import type { CoapMessage, CoapOption } from '../message/message.ts';
import type { ReceivedMessage, Reply } from './received-message.ts';

/** A request before it has a message id; without a token a fresh one is drawn. */
export interface Request {
  readonly method: CoapMessage['code'];
  readonly type?: 'CON' | 'NON';
  readonly token?: Uint8Array;
  readonly options: readonly CoapOption[];
  readonly payload?: Uint8Array;
  /** Milliseconds after which the answer is no longer awaited; MAX_TRANSMIT_WAIT unless given. */
  readonly within?: number;
  /** Gives the exchange up when it aborts, before or after the request has left: nothing is sent or awaited any more. */
  readonly signal?: AbortSignal;
  /** False sends it at once, whatever else is outstanding: breaks NSTART on purpose (RFC 7252 §4.7). */
  readonly paced?: false;
  /** False leaves payload and Block options as they are, on an endpoint that would transfer block-wise. */
  readonly blockwise?: false;
  /** True for a request that breaks rules on purpose: our strict reader is not asked. */
  readonly illegal?: true;
  /** True for a payload that breaks its content format on purpose, in a message that is legal. */
  readonly malformed?: boolean;
}

/** Answers a request; null means: stay silent. */
export type RequestHandler = (request: ReceivedMessage) => Promise<Reply | null> | Reply | null;

/** What became of a confirmable message that is not a request: a notification or a separate response. */
export type Delivery = 'acknowledged' | 'reset' | 'unacknowledged';
