import { X509Certificate } from 'node:crypto';
import type { PresentedCredential } from '../dtls/trust/credentials.ts';

/** Own certificate of who shows it; null for a raw public key. */
export function leafOf(presented: PresentedCredential): X509Certificate | null {
  const [leaf] = presented.kind === 'x509' ? presented.chain : [];
  return leaf === undefined ? null : new X509Certificate(leaf);
}

export function isSelfSigned(certificate: X509Certificate | null): boolean {
  return certificate !== null && certificate.subject === certificate.issuer;
}
