import { sameBytes } from '../bytes/write.ts';
import { Alert } from '../registry.ts';
import { type PathRules, verifyPath } from './certification-path.ts';
import { distrusted, type PeerTrust, TRUSTED } from './credentials.ts';

/** The peer is who has one of these public keys, in SubjectPublicKeyInfo (TS 1.0 §7.1.8). */
export function trustRawKeys(keys: readonly Uint8Array[]): PeerTrust {
  return presented => {
    if (presented.kind !== 'raw-public-key') {
      return distrusted(Alert.unsupportedCertificate, 'a certificate where a raw public key was agreed upon');
    }
    return keys.some(key => sameBytes(key, presented.spki))
      ? TRUSTED
      : distrusted(Alert.badCertificate, 'a raw public key that is not known');
  };
}

/**
 * A server's certificate is the very one that was provisioned (TS 1.0 §7.1.9: a client compares it with the Server Public Key
 * resource, /0/x/4, byte by byte); nothing else is looked at.
 */
export function trustExactCertificate(certificate: Uint8Array): PeerTrust {
  return presented => {
    if (presented.kind !== 'x509')
      return distrusted(Alert.unsupportedCertificate, 'a raw public key in place of a certificate');
    const [leaf] = presented.chain;
    return leaf !== undefined && sameBytes(leaf, certificate)
      ? TRUSTED
      : distrusted(Alert.badCertificate, 'a certificate that is not the provisioned one');
  };
}

/** A certificate leads to one of the anchors. */
export function trustPath(rules: PathRules): PeerTrust {
  return presented =>
    presented.kind === 'x509'
      ? verifyPath(presented.chain, rules)
      : distrusted(Alert.unsupportedCertificate, 'a raw public key in place of a certificate');
}

/** Whoever it is: for a tester that wants to see what the other side does, never for a reference peer. */
export const trustAnybody: PeerTrust = () => TRUSTED;

/** The first who trusts decides; else the objection of the last. */
export function trustEither(...rules: readonly [PeerTrust, ...PeerTrust[]]): PeerTrust {
  return presented => {
    let verdict = rules[0](presented);
    for (const rule of rules.slice(1)) {
      if (verdict.trusted) break;
      verdict = rule(presented);
    }
    return verdict;
  };
}
