import { X509Certificate } from 'node:crypto';
import type { CertificateMessage } from '../handshake/handshake-message.ts';
import { publicKeyOf, spkiOf } from '../keys/ecdsa.ts';
import { Alert } from '../registry.ts';
import type { PeerTrust, PresentedCredential } from '../trust/credentials.ts';
import { type Refusal, refusal } from './handshake-flow.ts';

/** A credential whose owner is trusted, if it has the private key as well. */
export interface AcceptedCredential {
  readonly presented: PresentedCredential;
  readonly spki: Uint8Array;
}

/** Reads and judges what the peer shows; an empty one is the caller's affair. */
export function acceptCredential(
  message: CertificateMessage,
  trust: PeerTrust,
): AcceptedCredential | Refusal {
  const presented: PresentedCredential =
    message.type === 'x509'
      ? { kind: 'x509', chain: message.chain }
      : { kind: 'raw-public-key', spki: message.spki };
  const spki = message.type === 'x509' ? spkiOfCertificate(message.chain[0]) : message.spki;
  if (spki === null) return refusal(Alert.badCertificate, 'a certificate that cannot be read');
  if (publicKeyOf(spki) === null) {
    return refusal(Alert.unsupportedCertificate, 'a key that is not one of secp256r1');
  }
  const verdict = trust(presented);
  return verdict.trusted ? { presented, spki } : refusal(verdict.alert, verdict.reason);
}

export function isEmptyCertificate(message: CertificateMessage): boolean {
  return message.type === 'x509' ? message.chain.length === 0 : message.spki.length === 0;
}

function spkiOfCertificate(der: Uint8Array | undefined): Uint8Array | null {
  if (der === undefined) return null;
  try {
    return spkiOf(new X509Certificate(der).publicKey);
  } catch {
    return null;
  }
}
