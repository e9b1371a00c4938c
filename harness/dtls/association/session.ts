import type { Clock } from '../../clock/clock.ts';
import { hex } from '../bytes/write.ts';
import type { CipherSuite } from '../cipher-suite.ts';
import type { PeerIdentity } from '../trust/credentials.ts';

/** What a later handshake can be shortened with (RFC 5246 §7.3, §F.1.4). */
export interface Session {
  /** At most 32 bytes; empty for one that cannot be resumed. */
  readonly id: Uint8Array;
  readonly suite: CipherSuite;
  readonly master: Uint8Array;
  /** A session is only resumed by hellos that say the same (RFC 7627 §5.3). */
  readonly extendedMasterSecret: boolean;
  readonly peer: PeerIdentity;
  /** Resumption for another name is refused (RFC 6066 §3). */
  readonly serverName: string | null;
}

/** What both sides have agreed upon, for as long as the association lives. */
export interface Agreement {
  readonly session: Session;
  readonly resumed: boolean;
  readonly encryptThenMac: boolean;
  /** RFC 9146; null where the two have not agreed on connection ids. */
  readonly connectionIds: { readonly own: Uint8Array; readonly peer: Uint8Array } | null;
}

const MOST_SESSIONS = 10_000;
/** RFC 5246 §F.1.4: an upper limit of 24 hours. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Sessions that a server takes up again; the oldest leave first. */
export class SessionStore {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #sessions = new Map<string, { readonly session: Session; readonly since: number }>();

  constructor(clock: Clock, most: number = MOST_SESSIONS) {
    this.#clock = clock;
    this.#most = most;
  }

  put(session: Session): void {
    if (session.id.length === 0) return;
    this.#sessions.set(hex(session.id), { session, since: this.#clock.now() });
    for (const [id] of this.#sessions) {
      if (this.#sessions.size <= this.#most) break;
      this.#sessions.delete(id);
    }
  }

  find(id: Uint8Array): Session | null {
    const found = this.#sessions.get(hex(id));
    if (found === undefined) return null;
    if (this.#clock.now() - found.since <= LIFETIME_MS) return found.session;
    this.#sessions.delete(hex(id));
    return null;
  }

  /** None of a peer like this is resumed any more. */
  forgetOf(test: (peer: PeerIdentity) => boolean): void {
    for (const [id, { session }] of this.#sessions) if (test(session.peer)) this.#sessions.delete(id);
  }

  /** After a fatal alert a session is not resumed (RFC 5246 §7.2.2). */
  forget(id: Uint8Array): void {
    this.#sessions.delete(hex(id));
  }
}
