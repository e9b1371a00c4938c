import { createECDH, type ECDH } from 'node:crypto';

const CURVE = 'prime256v1';

/** An ephemeral key on secp256r1 (RFC 8422 §5.4, §5.7). */
export class EphemeralKey {
  readonly #ecdh: ECDH = createECDH(CURVE);
  /** Uncompressed point. */
  readonly point: Uint8Array = new Uint8Array(this.#ecdh.generateKeys());

  /** The premaster secret; null when the other point is not one of the curve (RFC 8422 §5.11). */
  agree(point: Uint8Array): Uint8Array | null {
    try {
      return this.#ecdh.computeSecret(point);
    } catch {
      return null;
    }
  }
}
