import { createHash } from 'node:crypto';
import { sameBytes } from '../bytes/write.ts';
import { Alert } from '../registry.ts';
import { type PathRules, verifyPath } from './certification-path.ts';
import { distrusted, type PeerTrust, TRUSTED, type TrustVerdict } from './credentials.ts';

/**
 * Certificate Usage, /0/x/15 (LwM2M 1.1; its numbers are those of RFC 6698 §2.1.1): 0 CA constraint, 1 service certificate
 * constraint, 2 trust anchor assertion, 3 domain-issued certificate, the default.
 */
export type CertificateUsage = 0 | 1 | 2 | 3;

/** Matching Type, /0/x/13: 0 exact, then SHA-256, SHA-384 and SHA-512 of it (RFC 6698 §2.1.3). */
export type MatchingType = 0 | 1 | 2 | 3;

export interface UsageRules {
  readonly usage: CertificateUsage;
  readonly matching: MatchingType;
  /** Server Public Key, /0/x/4: a certificate in DER, or its digest. */
  readonly association: Uint8Array;
  /** Anchors that the client trusts by itself, which usages 0 and 1 need besides. */
  readonly trustStore: readonly Uint8Array[];
  /** Server Name Indication, /0/x/14, or the host in the URI; usage 3 does not look at it (RFC 7671 §5.1). */
  readonly name?: string;
  readonly today: () => Date;
}

const DIGESTS = { 1: 'sha256', 2: 'sha384', 3: 'sha512' } as const;

/** How a client of LwM2M 1.1 judges a server's certificate. */
export function trustByUsage(rules: UsageRules): PeerTrust {
  return presented => {
    if (presented.kind !== 'x509') {
      return distrusted(Alert.unsupportedCertificate, 'a raw public key in place of a certificate');
    }
    return judge(presented.chain, rules);
  };
}

function judge(chain: readonly Uint8Array[], rules: UsageRules): TrustVerdict {
  const { usage, trustStore } = rules;
  const [leaf] = chain;
  const isNamed = (certificate: Uint8Array | undefined): boolean =>
    certificate !== undefined && matches(certificate, rules);
  switch (usage) {
    case 0: {
      const path = verifyPath(chain, pathRules(rules, trustStore));
      if (!path.trusted) return path;
      // The constraint may name an anchor, which a server need not send.
      const authorities = [...chain.slice(1), ...trustStore].filter(isNamed);
      if (authorities.length === 0)
        return distrusted(Alert.unknownCa, 'a path without the required authority');
      return verifyPath(chain, pathRules(rules, authorities));
    }
    case 1:
      return isNamed(leaf) ? verifyPath(chain, pathRules(rules, trustStore)) : OTHER;
    case 2: {
      const anchors = rules.matching === 0 ? [rules.association] : chain.slice(1).filter(isNamed);
      if (anchors.length === 0) return distrusted(Alert.unknownCa, 'a path without the required anchor');
      return verifyPath(chain, pathRules(rules, anchors));
    }
    case 3:
      return isNamed(leaf) ? TRUSTED : OTHER;
  }
}

const OTHER = distrusted(Alert.badCertificate, 'a certificate that is not the provisioned one');

function pathRules({ today, name }: UsageRules, anchors: readonly Uint8Array[]): PathRules {
  return { anchors, today, purpose: 'server', ...(name === undefined ? {} : { name }) };
}

function matches(certificate: Uint8Array, { matching, association }: UsageRules): boolean {
  if (matching === 0) return sameBytes(certificate, association);
  return sameBytes(createHash(DIGESTS[matching]).update(certificate).digest(), association);
}
