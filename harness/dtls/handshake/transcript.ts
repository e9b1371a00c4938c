import { concat } from '../bytes/write.ts';
import { encodeFragment } from './fragment-codec.ts';
import type { HandshakeBody } from './handshake-codec.ts';

/**
 * All handshake messages so far as Finished, CertificateVerify and the extended master secret hash them: as if none had been
 * fragmented, without HelloVerifyRequest and the ClientHello before it (RFC 6347 §4.2.1, §4.2.6).
 */
export class Transcript {
  readonly #messages: Uint8Array[] = [];

  add({ type, body }: HandshakeBody, messageSequence: number): void {
    this.#messages.push(
      encodeFragment({ type, length: body.length, messageSequence, offset: 0, part: body }),
    );
  }

  bytes(): Uint8Array {
    return concat(new Uint8Array(0), ...this.#messages);
  }

  /** A HelloVerifyRequest came: the ClientHello counts for nothing. */
  clear(): void {
    this.#messages.length = 0;
  }
}
