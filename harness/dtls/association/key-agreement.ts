import type { CipherSuite } from '../cipher-suite.ts';
import {
  extendedMasterSecret,
  masterSecret,
  type Protections,
  protectionsFor,
  type Randoms,
} from '../keys/key-schedule.ts';
import type { RandomBytes } from '../record/protection.ts';

/** What two hellos have settled. */
export interface Negotiated {
  readonly suite: CipherSuite;
  readonly randoms: Randoms;
  readonly sessionId: Uint8Array;
  readonly extendedMasterSecret: boolean;
  readonly encryptThenMac: boolean;
  readonly connectionIds: { readonly own: Uint8Array; readonly peer: Uint8Array } | null;
  /** How the server proves itself. */
  readonly serverCertificate: 'x509' | 'raw-public-key';
  readonly clientCertificate: 'x509' | 'raw-public-key';
}

/** @param transcript up to and with ClientKeyExchange */
export function masterSecretOf(
  negotiated: Negotiated,
  premaster: Uint8Array,
  transcript: Uint8Array,
): Uint8Array {
  return negotiated.extendedMasterSecret
    ? extendedMasterSecret(premaster, transcript)
    : masterSecret(premaster, negotiated.randoms);
}

export function protectionsOf(negotiated: Negotiated, master: Uint8Array, random: RandomBytes): Protections {
  const { suite, randoms, encryptThenMac } = negotiated;
  return protectionsFor({ suite, master, randoms, encryptThenMac }, random);
}
