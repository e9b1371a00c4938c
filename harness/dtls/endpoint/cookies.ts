import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { type Address, formatAddress } from '../../transport/datagram.ts';
import { sameBytes } from '../bytes/write.ts';
import { encodeHandshake } from '../handshake/handshake-codec.ts';
import type { ClientHello } from '../handshake/handshake-message.ts';
import type { RandomBytes } from '../record/protection.ts';

/** A cookie is right for one to two of these. */
const ROTATION_MS = 60_000;
const SECRET_LENGTH = 32;
const NONE = new Uint8Array(0);

/** Cookies that need no memory: a code over address and hello under a secret that changes (RFC 6347 §4.2.1). */
export class Cookies {
  readonly #clock: Clock;
  readonly #random: RandomBytes;
  #secrets: readonly KeyObject[] = [];
  #since = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, random: RandomBytes) {
    this.#clock = clock;
    this.#random = random;
  }

  make(hello: ClientHello, from: Address): Uint8Array {
    return codeOver(hello, from, this.#current()[0]);
  }

  isRight(hello: ClientHello, from: Address): boolean {
    return this.#current().some(secret => sameBytes(codeOver(hello, from, secret), hello.cookie));
  }

  /** The secret in use and the one before. */
  #current(): readonly [KeyObject, ...KeyObject[]] {
    const age = this.#clock.now() - this.#since;
    const [current, ...before] = this.#secrets;
    if (current !== undefined && age < ROTATION_MS) return [current, ...before];
    const previous = current === undefined || age >= 2 * ROTATION_MS ? [] : [current];
    const secrets = [createSecretKey(this.#random(SECRET_LENGTH)), ...previous] as const;
    this.#secrets = secrets;
    this.#since = this.#clock.now();
    return secrets;
  }
}

/** Over what a client must not change between its two hellos. */
function codeOver(hello: ClientHello, from: Address, secret: KeyObject): Uint8Array {
  const { body } = encodeHandshake({ ...hello, cookie: NONE, extensions: null });
  return createHmac('sha256', secret).update(formatAddress(from)).update(body).digest();
}
