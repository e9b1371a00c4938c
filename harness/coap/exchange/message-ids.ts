import type { Random } from '../../transport/random.ts';
import type { Peer } from './peer.ts';

/** Without 0: some take that for no id, and what is said under it is asked by purposes of its own. */
const MESSAGE_IDS = 0xffff;

/** A message id that is free, or the time at which one will be. */
export type Allocation =
  | { readonly kind: 'free'; readonly messageId: number }
  | { readonly kind: 'exhausted'; readonly freeAt: number };

/** Message ids in sequence from a random start; none returns to a peer within EXCHANGE_LIFETIME (RFC 7252 §4.4). */
export class MessageIds {
  #latest: number;

  constructor(random: Random) {
    this.#latest = random.integer(MESSAGE_IDS);
  }

  /** The next id in sequence, whoever may have had it before. */
  next(): number {
    this.#latest = (this.#latest % MESSAGE_IDS) + 1;
    return this.#latest;
  }

  /** The next id that the peer has not been sent within EXCHANGE_LIFETIME. */
  allocate(peer: Peer): Allocation {
    let freeAt = Number.POSITIVE_INFINITY;
    for (let tried = 0; tried < MESSAGE_IDS; tried += 1) {
      const messageId = this.next();
      const expiry = peer.sent.expiryOf(messageId);
      if (expiry === null) return { kind: 'free', messageId };
      freeAt = Math.min(freeAt, expiry);
    }
    return { kind: 'exhausted', freeAt };
  }
}
