import type { CertificateUsage } from '../dtls/trust/certificate-usage.ts';

/** Keys as a control channel carries them: identities as text, all else in base64. */

/** Octets of a PSK identity that everybody has to take (RFC 4279 §5.3). */
export const LONGEST_IDENTITY = 128;

/** A pre-shared key (TS 1.0 §7.1.7). */
export interface PskSecurity {
  readonly identity: string;
  readonly key: string;
}

/** Raw public keys on secp256r1 (TS 1.0 §7.1.8): SubjectPublicKeyInfo, and the private key in PKCS #8. */
export interface RpkSecurity {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly serverPublicKey: string;
}

/** Certificates in DER (TS 1.0 §7.1.9), and the private key in PKCS #8. */
export interface X509Security extends CertificateMatching {
  readonly certificate: string;
  readonly privateKey: string;
  /** The server's own, or one on its path, as Certificate Usage says. */
  readonly serverCertificate: string;
}

/** How a certificate of a server is judged (TS 1.1 E.1, resources 14 and 15); LwM2M 1.0 compares it with that of the account. */
export interface CertificateMatching {
  /** Absent: 3, domain-issued certificate. */
  readonly certificateUsage?: CertificateUsage;
  /** Server Name Indication; absent: the host in the URI. */
  readonly serverName?: string;
  /** Authorities that the device trusts by itself, which is told none otherwise. */
  readonly trustAnchors?: readonly string[];
}

/** What a device proves itself with at one server, and what it knows that server by. */
export type AccountSecurity = 'nosec' | PskSecurity | RpkSecurity | X509Security;

/** What a server proves itself with at every device; by a pre-shared key each device has one of its own. */
export type ServerSecurity =
  | 'psk'
  | Pick<RpkSecurity, 'publicKey' | 'privateKey'>
  | (Pick<X509Security, 'certificate' | 'privateKey'> & {
      /** Authorities of the certificates of devices, in DER. */
      readonly trustAnchors: readonly string[];
    });

/** Security Mode (TS 1.0 E.1, resource 2). */
export const SecurityMode = { psk: 0, rpk: 1, x509: 2, nosec: 3 } as const;

/** Resources 2 to 5 of a Security object instance: mode, own identity, the server's, secret key. Opaque values in base64. */
export function securityResources(security: AccountSecurity): {
  readonly mode: number;
  readonly own: string;
  readonly server: string;
  readonly secret: string;
} {
  if (security === 'nosec') return { mode: SecurityMode.nosec, own: '', server: '', secret: '' };
  if ('identity' in security) {
    const own = Buffer.from(security.identity, 'utf8').toString('base64');
    return { mode: SecurityMode.psk, own, server: '', secret: security.key };
  }
  const { privateKey: secret } = security;
  return 'certificate' in security
    ? { mode: SecurityMode.x509, own: security.certificate, server: security.serverCertificate, secret }
    : { mode: SecurityMode.rpk, own: security.publicKey, server: security.serverPublicKey, secret };
}

/** Resources 14 and 15 of a Security object instance (TS 1.1 E.1), where they are told. */
export function matchingResources(security: AccountSecurity): {
  readonly [resource: number]: string | number;
} {
  if (security === 'nosec' || !('certificate' in security)) return {};
  const { serverName, certificateUsage } = security;
  return {
    ...(serverName === undefined ? {} : { 14: serverName }),
    ...(certificateUsage === undefined ? {} : { 15: certificateUsage }),
  };
}
