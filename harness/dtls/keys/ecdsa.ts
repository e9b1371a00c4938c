import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** DER, as TLS carries it (RFC 8422 §5.4). */
export function signEcdsa(key: KeyObject, content: Uint8Array): Uint8Array {
  return sign('sha256', content, key);
}

/** False also for a key or signature that nobody can read. */
export function verifyEcdsa(spki: Uint8Array, content: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyOf(spki);
  if (key === null) return false;
  try {
    return verify('sha256', content, key, signature);
  } catch {
    return false;
  }
}

/** The key in a SubjectPublicKeyInfo; null when it is none on secp256r1, the only curve offered. */
export function publicKeyOf(spki: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
}

/** SubjectPublicKeyInfo of a key pair: what a raw public key is on the wire (RFC 7250 §3). */
export function spkiOf(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
}
