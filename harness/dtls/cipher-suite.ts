export type KeyExchange = 'psk' | 'ecdhe-ecdsa';

export interface CipherSuite {
  readonly id: number;
  /** As IANA writes it. */
  readonly name: string;
  readonly keyExchange: KeyExchange;
  readonly cipher: 'aes-128-ccm-8' | 'aes-128-cbc-sha256';
}

/** The suites that LwM2M names (TS 1.0 §7.1.7 to §7.1.9; RFC 6655, RFC 5487, RFC 7251, RFC 5289), in the order it prefers. */
export const CIPHER_SUITES = [
  { id: 0xc0a8, name: 'TLS_PSK_WITH_AES_128_CCM_8', keyExchange: 'psk', cipher: 'aes-128-ccm-8' },
  { id: 0x00ae, name: 'TLS_PSK_WITH_AES_128_CBC_SHA256', keyExchange: 'psk', cipher: 'aes-128-cbc-sha256' },
  {
    id: 0xc0ae,
    name: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
    keyExchange: 'ecdhe-ecdsa',
    cipher: 'aes-128-ccm-8',
  },
  {
    id: 0xc023,
    name: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
    keyExchange: 'ecdhe-ecdsa',
    cipher: 'aes-128-cbc-sha256',
  },
] as const satisfies readonly CipherSuite[];

export function cipherSuite(id: number): CipherSuite | undefined {
  return CIPHER_SUITES.find(suite => suite.id === id);
}
