import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { concat } from '../bytes/write.ts';
import { authenticatedHeader, fromInnerPlaintext, innerPlaintext } from './authenticated-header.ts';
import type { Plaintext, RecordProtection } from './protection.ts';
import type { RecordHeader } from './record-header.ts';

const ALGORITHM = 'aes-128-ccm';
const EXPLICIT = 8;
const TAG = 8;
const OPTIONS = { authTagLength: TAG };

/** AES-128-CCM with a tag of eight bytes (RFC 6655 §3 and §4). */
export class CcmProtection implements RecordProtection {
  /** Explicit nonce, tag, and the type of a record with connection id. */
  readonly expansion = EXPLICIT + TAG + 1;
  readonly #key: KeyObject;
  readonly #salt: Uint8Array;

  /** @param salt four bytes, the implicit part of the nonce */
  constructor(key: Uint8Array, salt: Uint8Array) {
    this.#key = createSecretKey(key);
    this.#salt = salt;
  }

  seal(header: RecordHeader, plaintext: Plaintext): Uint8Array {
    const explicit = explicitNonce(header);
    const inner = innerPlaintext(header, plaintext);
    const cipher = createCipheriv(ALGORITHM, this.#key, concat(this.#salt, explicit), OPTIONS);
    cipher.setAAD(authenticatedHeader(header, inner.length), { plaintextLength: inner.length });
    const encrypted = cipher.update(inner);
    cipher.final();
    return concat(explicit, encrypted, cipher.getAuthTag());
  }

  open(header: RecordHeader, fragment: Uint8Array): Plaintext | null {
    const length = fragment.length - EXPLICIT - TAG;
    if (length < 0) return null;
    const nonce = concat(this.#salt, fragment.subarray(0, EXPLICIT));
    const decipher = createDecipheriv(ALGORITHM, this.#key, nonce, OPTIONS);
    decipher.setAuthTag(fragment.subarray(EXPLICIT + length));
    decipher.setAAD(authenticatedHeader(header, length), { plaintextLength: length });
    try {
      const inner = decipher.update(fragment.subarray(EXPLICIT, EXPLICIT + length));
      decipher.final();
      return fromInnerPlaintext(header, new Uint8Array(inner.buffer, inner.byteOffset, inner.length));
    } catch {
      return null;
    }
  }
}

/** Epoch and sequence number, which never repeat under one key (RFC 6655 §3). */
function explicitNonce({ epoch, sequence }: RecordHeader): Uint8Array {
  const bytes = new Uint8Array(EXPLICIT);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, epoch);
  view.setUint16(2, Math.floor(sequence / 0x1_0000_0000));
  view.setUint32(4, sequence % 0x1_0000_0000);
  return bytes;
}
