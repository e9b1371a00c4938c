import type { Clock } from '../../clock/clock.ts';
import type { Address } from '../../transport/datagram.ts';
import type { CoapMessage } from '../message/message.ts';
import { ExpiringMap } from './expiring-map.ts';
import { OutstandingInteractions } from './outstanding-interactions.ts';
import { DEFAULT_NSTART, type TransmissionParameters } from './parameters.ts';
import type { ReceivedMessage } from './received-message.ts';

/** A confirmable or non-confirmable message to the peer, by whose message id its acknowledgements are matched. */
export interface SentMessage {
  /** Clock time of the first transmission. */
  readonly at: number;
  readonly type: CoapMessage['type'];
  readonly code: CoapMessage['code'];
  readonly token: Uint8Array;
  transmissions: number;
  /** The first acknowledgement or reset, as it arrived. */
  answer: { readonly bytes: Uint8Array; readonly type: CoapMessage['type']; readonly empty: boolean } | null;
  /** Told of every acknowledgement and reset; null for messages made by hand. */
  onAnswer: ((message: ReceivedMessage) => void) | null;
}

/** A confirmable or non-confirmable message of the peer, against which its duplicates are held. */
export interface SeenMessage {
  /** Clock time of the first arrival. */
  readonly at: number;
  readonly type: CoapMessage['type'];
  readonly code: CoapMessage['code'];
  readonly token: Uint8Array;
  readonly bytes: Uint8Array;
  /** When copies came, the first included; only as many as a rule looks at. */
  readonly arrivals: number[];
  /** What was sent in answer, so that a duplicate gets the same bytes; null while there is none. */
  answer: Uint8Array | null;
}

/** What the message layer keeps of one peer address (RFC 7252 §4). */
export class Peer {
  readonly address: Address;
  /** By message id, for EXCHANGE_LIFETIME (RFC 7252 §4.4). */
  readonly sent: ExpiringMap<number, SentMessage>;
  /** By message id, for EXCHANGE_LIFETIME (RFC 7252 §4.5). */
  readonly seen: ExpiringMap<number, SeenMessage>;
  readonly interactions: OutstandingInteractions;
  /** Tokens under which messages of this peer are awaited. */
  expectations = 0;
  /** Clock time at which it was last sent to or heard of. */
  lastActive: number;

  constructor(address: Address, clock: Clock, parameters: TransmissionParameters) {
    this.address = address;
    this.sent = new ExpiringMap(clock, parameters.exchangeLifetime);
    this.seen = new ExpiringMap(clock, parameters.exchangeLifetime);
    this.interactions = new OutstandingInteractions(parameters.nstart ?? DEFAULT_NSTART);
    this.lastActive = clock.now();
  }

  /** Whether nothing would be lost by forgetting the peer. */
  isForgettable(horizon: number): boolean {
    return this.expectations === 0 && this.interactions.idle && this.lastActive < horizon;
  }
}
