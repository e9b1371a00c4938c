import type { HandshakeFragment } from './fragment-codec.ts';
import type { HandshakeBody } from './handshake-codec.ts';

/** A whole message, with what the transcript does not say of it. */
export interface ReceivedMessage extends HandshakeBody {
  readonly messageSequence: number;
  readonly epoch: number;
}

export type FragmentOutcome =
  | 'taken'
  /** Of a message that has been acted on: the peer sends its flight again. */
  | 'retransmitted'
  /** Of a message so far ahead, or so long, that no handshake needs it. */
  | 'refused'
  /** Type, length or epoch differ from another fragment of the same message. */
  | 'contradictory';

interface Partial {
  readonly type: number;
  readonly epoch: number;
  readonly body: Uint8Array;
  /** Which bytes have come. */
  readonly present: Uint8Array;
  missing: number;
}

/** Longest flight is of six messages; a peer may have lost its count by a few. */
const MOST_AHEAD = 10;
/** A chain of certificates is the longest thing in a handshake. */
const MOST_LENGTH = 64 * 1024;

/** Puts messages together from fragments in any order, overlapping or repeated, and gives them in order (RFC 6347 §4.2.2, §4.2.3). */
export class Reassembler {
  readonly #partials = new Map<number, Partial>();
  #next: number;

  constructor(next = 0) {
    this.#next = next;
  }

  /** Sequence number of the message that is to come next. */
  get next(): number {
    return this.#next;
  }

  /** What comes next bears that number, and what was kept is forgotten. */
  restartAt(messageSequence: number): void {
    this.#partials.clear();
    this.#next = messageSequence;
  }

  add(fragment: HandshakeFragment, epoch: number): FragmentOutcome {
    const { type, length, messageSequence, offset, part } = fragment;
    if (messageSequence < this.#next) return 'retransmitted';
    if (messageSequence > this.#next + MOST_AHEAD || length > MOST_LENGTH) return 'refused';
    const partial = this.#partials.get(messageSequence) ?? begin(type, epoch, length);
    if (partial.type !== type || partial.epoch !== epoch || partial.body.length !== length)
      return 'contradictory';
    this.#partials.set(messageSequence, partial);
    for (let index = 0; index < part.length; index += 1) {
      const at = offset + index;
      if (partial.present[at] === 1) continue;
      partial.present[at] = 1;
      partial.body[at] = part[index] ?? 0;
      partial.missing -= 1;
    }
    return 'taken';
  }

  /** The next message, once all of it has come; null before. */
  take(): ReceivedMessage | null {
    const partial = this.#partials.get(this.#next);
    if (partial === undefined || partial.missing > 0) return null;
    const messageSequence = this.#next;
    this.#partials.delete(messageSequence);
    this.#next += 1;
    return { type: partial.type, body: partial.body, messageSequence, epoch: partial.epoch };
  }
}

function begin(type: number, epoch: number, length: number): Partial {
  return { type, epoch, body: new Uint8Array(length), present: new Uint8Array(length), missing: length };
}
