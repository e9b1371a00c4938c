import type { Clock } from '../../clock/clock.ts';
import { type Address, formatAddress } from '../../transport/datagram.ts';
import type { VerifiedHello } from '../association/ports.ts';
import { decodeFragments, encodeFragment, type HandshakeFragment } from '../handshake/fragment-codec.ts';
import { decodeHandshake, encodeHandshake } from '../handshake/handshake-codec.ts';
import type { ClientHello } from '../handshake/handshake-message.ts';
import { Reassembler, type ReceivedMessage } from '../handshake/reassembler.ts';
import type { RandomBytes } from '../record/protection.ts';
import { encodeRecord } from '../record/record-codec.ts';
import type { WireRecord } from '../record/record-header.ts';
import { ContentType, HandshakeType, Version } from '../registry.ts';
import { Cookies } from './cookies.ts';

export interface GateSettings {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** False: every hello is let in, which RFC 6347 §4.2.1 allows and does not advise. */
  readonly cookies?: boolean;
  /** In the header of a HelloVerifyRequest's record. tinydtls drops 1.0. */
  readonly challengeRecordVersion?: number;
  /** In its field: 1.0, whatever version is spoken later (RFC 6347 §4.2.1). */
  readonly challengeVersion?: number;
  /** Whether a cookie is the one that was given out; by default as `proceed` says. */
  readonly cookieIsRight?: (hello: ClientHello, from: Address, proceed: () => boolean) => boolean;
}

export type GateAnswer =
  /** Part of a hello, or nothing that can be read. */
  | { readonly kind: 'waiting' | 'unreadable' }
  /** A HelloVerifyRequest to send. */
  | { readonly kind: 'challenge'; readonly datagram: Uint8Array }
  /** This address has had as many as it gets. */
  | { readonly kind: 'capped' }
  | { readonly kind: 'verified'; readonly hello: ClientHello; readonly verified: VerifiedHello };

const MOST_PARTIAL = 500;
const MOST_CHALLENGED = 10_000;
/** Whoever needs more than this many in a minute is no client. */
const MOST_CHALLENGES = 20;
const CHALLENGE_SPAN_MS = 60_000;
const READING = { method: 'psk', certificate: 'x509' } as const;
const NONE = new Uint8Array(0);

/** Lets in those clients that can be reached where they say they are, without keeping anything of the others but fragments. */
export class HelloGate {
  readonly #settings: () => GateSettings;
  readonly #cookies: Cookies;
  readonly #partial = new Map<string, Reassembler>();
  readonly #challenged = new Map<string, { count: number; readonly since: number }>();

  /** @param settings asked for each hello; clock and randomness are those of the first time */
  constructor(settings: () => GateSettings) {
    this.#settings = settings;
    const { clock, random } = settings();
    this.#cookies = new Cookies(clock, random);
  }

  /** Takes a record of epoch 0 that begins with a ClientHello or a part of one. */
  take(record: WireRecord, from: Address): GateAnswer {
    const [fragment] = decodeFragments(record.fragment).fragments;
    if (fragment === undefined || fragment.type !== HandshakeType.clientHello) return { kind: 'unreadable' };
    const received = this.#whole(fragment, from);
    if (received === null) return { kind: 'waiting' };
    const { message: hello } = decodeHandshake(received, READING);
    if (hello?.kind !== 'client-hello') return { kind: 'unreadable' };
    const verified = { message: received, recordSequence: record.sequence };
    const { cookies, cookieIsRight } = this.#settings();
    const proceed = (): boolean => this.#cookies.isRight(hello, from);
    if (cookies === false || (cookieIsRight?.(hello, from, proceed) ?? proceed())) {
      return { kind: 'verified', hello, verified };
    }
    if (!this.#mayChallenge(from)) return { kind: 'capped' };
    return { kind: 'challenge', datagram: this.#challenge(hello, record, from) };
  }

  #whole(fragment: HandshakeFragment, from: Address): ReceivedMessage | null {
    const { type, length, messageSequence, offset, part } = fragment;
    if (offset === 0 && part.length === length)
      return { type, body: part.slice(), messageSequence, epoch: 0 };
    const key = `${formatAddress(from)} ${messageSequence}`;
    const reassembler = this.#partial.get(key) ?? new Reassembler(messageSequence);
    this.#partial.set(key, reassembler);
    forgetOldest(this.#partial, MOST_PARTIAL);
    if (reassembler.add(fragment, 0) === 'contradictory') this.#partial.delete(key);
    const received = reassembler.take();
    if (received !== null) this.#partial.delete(key);
    return received;
  }

  /** Bears the number of the hello's record, lest one number is used twice (RFC 6347 §4.2.1). */
  #challenge(hello: ClientHello, { sequence }: WireRecord, from: Address): Uint8Array {
    const { challengeRecordVersion = Version.dtls12, challengeVersion = Version.dtls10 } = this.#settings();
    const cookie = this.#cookies.make(hello, from);
    const { type, body } = encodeHandshake({
      kind: 'hello-verify-request',
      version: challengeVersion,
      cookie,
    });
    const fragment = encodeFragment({ type, length: body.length, messageSequence: 0, offset: 0, part: body });
    return encodeRecord({
      ...{ type: ContentType.handshake, version: challengeRecordVersion, epoch: 0, sequence },
      ...{ connectionId: NONE, fragment },
    });
  }

  #mayChallenge(from: Address): boolean {
    const key = formatAddress(from);
    const now = this.#settings().clock.now();
    const known = this.#challenged.get(key);
    if (known === undefined || now - known.since > CHALLENGE_SPAN_MS) {
      this.#challenged.delete(key);
      this.#challenged.set(key, { count: 1, since: now });
      forgetOldest(this.#challenged, MOST_CHALLENGED);
      return true;
    }
    known.count += 1;
    return known.count <= MOST_CHALLENGES;
  }
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  for (const [key] of map) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

/** Whether a record is part of a ClientHello in the clear. */
export function isClientHello({ type, epoch, fragment }: WireRecord): boolean {
  return type === ContentType.handshake && epoch === 0 && fragment[0] === HandshakeType.clientHello;
}
