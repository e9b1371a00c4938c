/** Content types of records (RFC 6347 §4.1, RFC 9146 §4): no CoAP message begins with one of them (RFC 7252 §3, version 1). */
const FIRST_TYPE = 20;
const LAST_TYPE = 25;

/** Whether a datagram is DTLS, by its first byte. */
export function isDtls([type = 0]: Uint8Array): boolean {
  return type >= FIRST_TYPE && type <= LAST_TYPE;
}
