import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { Alert } from '../registry.ts';
import { distrusted, TRUSTED, type TrustVerdict } from './credentials.ts';

export interface PathRules {
  /** In DER. */
  readonly anchors: readonly Uint8Array[];
  /** What the certificate is used for; looked at where it names its purposes (RFC 5280 §4.2.1.12). */
  readonly purpose: 'server' | 'client';
  /** The day on which it must be valid. */
  readonly today: () => Date;
  /** Host that a server must be named after, or its address; anything is right when absent. */
  readonly name?: string;
}

const MOST_DEPTH = 8;
const PURPOSES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;

/**
 * Whether certificates lead from the first of a chain to an anchor (RFC 5280 §6, as far as names, signatures, validity, the right to
 * issue and purposes go; no policies, no name constraints, no revocation).
 */
export function verifyPath(chain: readonly Uint8Array[], rules: PathRules): TrustVerdict {
  const certificates = parseAll(chain);
  const anchors = parseAll(rules.anchors);
  const [leaf] = certificates ?? [];
  if (certificates === null || anchors === null || leaf === undefined) {
    return distrusted(Alert.badCertificate, 'a certificate that cannot be read');
  }
  const purposes = leaf.keyUsage as readonly string[] | undefined;
  if (purposes !== undefined && !purposes.includes(PURPOSES[rules.purpose])) {
    return distrusted(Alert.unsupportedCertificate, `a certificate that is not for a ${rules.purpose}`);
  }
  if (rules.name !== undefined && !isFor(leaf, rules.name)) {
    return distrusted(Alert.badCertificate, `a certificate that is not for ${rules.name}`);
  }
  const path = pathFrom(leaf, certificates.slice(1), anchors);
  if (path === null) return distrusted(Alert.unknownCa, 'a certificate that leads to no trusted one');
  const now = rules.today().getTime();
  const stale = path.find(each => now < Date.parse(each.validFrom) || now > Date.parse(each.validTo));
  if (stale === undefined) return TRUSTED;
  const span = `${stale.validFrom} to ${stale.validTo}`;
  return distrusted(Alert.certificateExpired, `a certificate valid from ${span}`);
}

/** A host by its name or by its address, which are names of different kinds (RFC 5280 §4.2.1.6). */
function isFor(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
}

/** Null when one of them is none. */
function parseAll(chain: readonly Uint8Array[]): X509Certificate[] | null {
  try {
    return chain.map(der => new X509Certificate(der));
  } catch {
    return null;
  }
}

function pathFrom(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
): X509Certificate[] | null {
  const path = [leaf];
  for (let current = leaf; path.length <= MOST_DEPTH; ) {
    const { raw } = current;
    if (anchors.some(anchor => anchor.raw.equals(raw))) return path;
    const issues = (issuer: X509Certificate): boolean => isIssuer(issuer, current);
    const anchor = anchors.find(issues);
    if (anchor !== undefined) return [...path, anchor];
    const next = others.find(each => !path.includes(each) && issues(each));
    if (next === undefined) return null;
    path.push(next);
    current = next;
  }
  return null;
}

function isIssuer(issuer: X509Certificate, subject: X509Certificate): boolean {
  try {
    return issuer.ca && subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  } catch {
    return false;
  }
}
