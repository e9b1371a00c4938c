import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { concat, sameBytes } from '../bytes/write.ts';
import { authenticatedHeader, fromInnerPlaintext, innerPlaintext } from './authenticated-header.ts';
import type { Plaintext, RandomBytes, RecordProtection } from './protection.ts';
import type { RecordHeader } from './record-header.ts';

const ALGORITHM = 'aes-128-cbc';
const BLOCK = 16;
const MAC = 32;

export interface CbcKeys {
  readonly key: Uint8Array;
  readonly macKey: Uint8Array;
  /** RFC 7366; without it the MAC is encrypted with the content (RFC 5246 §6.2.3.2). */
  readonly encryptThenMac: boolean;
}

/** AES-128-CBC with HMAC-SHA-256. Not in constant time: a tester, whose keys are worth nothing. */
export class CbcProtection implements RecordProtection {
  /** IV, MAC, a whole block of padding, and the type of a record with connection id. */
  readonly expansion = BLOCK + MAC + BLOCK + 1;
  readonly #key: KeyObject;
  readonly #macKey: KeyObject;
  readonly #encryptThenMac: boolean;
  readonly #random: RandomBytes;

  constructor(keys: CbcKeys, random: RandomBytes) {
    this.#key = createSecretKey(keys.key);
    this.#macKey = createSecretKey(keys.macKey);
    this.#encryptThenMac = keys.encryptThenMac;
    this.#random = random;
  }

  seal(header: RecordHeader, plaintext: Plaintext): Uint8Array {
    const inner = innerPlaintext(header, plaintext);
    if (this.#encryptThenMac) {
      const encrypted = this.#encrypt(inner);
      return concat(encrypted, this.#mac(header, encrypted));
    }
    return this.#encrypt(concat(inner, this.#mac(header, inner)));
  }

  open(header: RecordHeader, fragment: Uint8Array): Plaintext | null {
    const inner = this.#encryptThenMac
      ? this.#openMacOutside(header, fragment)
      : this.#openMacInside(header, fragment);
    return inner === null ? null : fromInnerPlaintext(header, inner);
  }

  #openMacOutside(header: RecordHeader, fragment: Uint8Array): Uint8Array | null {
    const end = fragment.length - MAC;
    if (end < 0) return null;
    const encrypted = fragment.subarray(0, end);
    if (!sameBytes(this.#mac(header, encrypted), fragment.subarray(end))) return null;
    return this.#decrypt(encrypted);
  }

  #openMacInside(header: RecordHeader, fragment: Uint8Array): Uint8Array | null {
    const decrypted = this.#decrypt(fragment);
    if (decrypted === null || decrypted.length < MAC) return null;
    const end = decrypted.length - MAC;
    const inner = decrypted.subarray(0, end);
    return sameBytes(this.#mac(header, inner), decrypted.subarray(end)) ? inner : null;
  }

  #mac(header: RecordHeader, content: Uint8Array): Uint8Array {
    return createHmac('sha256', this.#macKey)
      .update(authenticatedHeader(header, content.length))
      .update(content)
      .digest();
  }

  #encrypt(content: Uint8Array): Uint8Array {
    const padding = BLOCK - (content.length % BLOCK);
    const padded = new Uint8Array(content.length + padding).fill(padding - 1, content.length);
    padded.set(content);
    const iv = this.#random(BLOCK);
    const cipher = createCipheriv(ALGORITHM, this.#key, iv).setAutoPadding(false);
    return concat(iv, cipher.update(padded), cipher.final());
  }

  /** Without padding, every byte of which is looked at; null when it is not whole blocks, or padded otherwise. */
  #decrypt(encrypted: Uint8Array): Uint8Array | null {
    if (encrypted.length < 2 * BLOCK || encrypted.length % BLOCK !== 0) return null;
    const decipher = createDecipheriv(ALGORITHM, this.#key, encrypted.subarray(0, BLOCK));
    const padded = concat(decipher.setAutoPadding(false).update(encrypted.subarray(BLOCK)), decipher.final());
    const padding = (padded.at(-1) ?? 0) + 1;
    if (padding > padded.length) return null;
    const end = padded.length - padding;
    return padded.subarray(end).every(byte => byte === padding - 1) ? padded.subarray(0, end) : null;
  }
}
