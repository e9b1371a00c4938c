import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { concat } from '../bytes/write.ts';

/** P_SHA256 over label and seed (RFC 5246 §5). */
export function prf(secret: Uint8Array, label: string, seed: Uint8Array, length: number): Uint8Array {
  // Node looks at a key that is bytes for much longer than it takes to use it.
  const key = createSecretKey(secret);
  const labelled = concat(Buffer.from(label, 'latin1'), seed);
  const output = new Uint8Array(length);
  let a: Uint8Array = labelled;
  for (let offset = 0; offset < length; offset += 32) {
    a = hmac(key, a);
    output.set(hmac(key, a, labelled).subarray(0, length - offset), offset);
  }
  return output;
}

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hmac(secret: KeyObject, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = createHmac('sha256', secret);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
