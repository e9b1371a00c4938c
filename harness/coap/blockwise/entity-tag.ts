const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Four bytes that differ when the body does (RFC 7252 §5.10.6): FNV-1a. */
export function entityTag(body: Uint8Array): Uint8Array {
  let hash = FNV_OFFSET;
  for (const byte of body) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return Uint8Array.of(hash >>> 24, hash >>> 16, hash >>> 8, hash);
}
