import type { Clock } from '../../clock/clock.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { ObservationRules } from './observation-rules.ts';
import type { Peer, SentMessage } from './peer.ts';
import type { ReceivedMessage } from './received-message.ts';
import type { Request } from './request.ts';

/** Who awaits messages of one peer under one token. */
export interface Expectation {
  /** A request awaits one response; a token is listened to for as long as somebody wishes. */
  readonly kind: 'request' | 'token';
  readonly peer: Peer;
  readonly listener: (message: ReceivedMessage) => void;
  /** Whether the message is acknowledged as usual, rejected with a Reset, or not answered, as if it had been lost. */
  readonly treatment: 'accept' | 'reject' | 'ignore';
  /** The rules that its notifications must follow, null where nothing is observed. */
  observation: ObservationRules | null;
  /** The request that began the observation, null where nothing is observed. */
  registration: Request | null;
  /** Messages delivered, or about to be. */
  delivered: number;
}

/** What is remembered of a token under which nothing is awaited any more. */
export interface PastExpectation {
  readonly at: number;
  readonly peer: Peer;
  /** The request, null for an observation that is no longer listened to. */
  readonly request: SentMessage | null;
  readonly answered: boolean;
  readonly observation: ObservationRules | null;
}

/** Expectations by token and peer (RFC 7252 §5.3.2). */
export class Tokens {
  /** Nearly always one: a token is drawn at random. */
  readonly #expected = new Map<string, Expectation[]>();
  readonly #past: ExpiringMap<string, PastExpectation>;

  constructor(clock: Clock, lifetime: number) {
    this.#past = new ExpiringMap(clock, lifetime);
  }

  find(peer: Peer, key: string): Expectation | undefined {
    return this.#expected.get(key)?.find(expected => expected.peer === peer);
  }

  /** Whether another peer than this one was asked under the token. */
  isAwaitedFromAnother(peer: Peer, key: string): boolean {
    return this.#expected.get(key)?.some(expected => expected.peer !== peer) ?? false;
  }

  /** What the token was used for with this peer within EXCHANGE_LIFETIME. */
  past(peer: Peer, key: string): PastExpectation | undefined {
    const past = this.#past.get(key);
    return past?.peer === peer ? past : undefined;
  }

  /** Takes the place of what was expected under the token before; returns that. */
  expect(key: string, expectation: Expectation): Expectation | undefined {
    const { peer } = expectation;
    const others = this.#expected.get(key);
    if (others === undefined) {
      this.#expected.set(key, [expectation]);
      peer.expectations += 1;
      return undefined;
    }
    const index = others.findIndex(expected => expected.peer === peer);
    const previous = others[index];
    if (previous === undefined) peer.expectations += 1;
    others[previous === undefined ? others.length : index] = expectation;
    return previous;
  }

  /** Ends an expectation, unless another has taken its place. */
  forget(key: string, expectation: Expectation, past: PastExpectation): void {
    const all = this.#expected.get(key);
    const index = all?.indexOf(expectation) ?? -1;
    if (all === undefined || index < 0) return;
    if (all.length === 1) this.#expected.delete(key);
    else all.splice(index, 1);
    expectation.peer.expectations -= 1;
    this.#past.set(key, past);
  }
}

/** The bytes of a token as a text, one character each: cheaper than hexadecimal. */
export function tokenKey(token: Uint8Array): string {
  return String.fromCharCode.apply(null, token as unknown as number[]);
}
