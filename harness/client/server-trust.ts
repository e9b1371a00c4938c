import { type CertificateUsage, trustByUsage, type UsageRules } from '../dtls/trust/certificate-usage.ts';
import type { PeerTrust } from '../dtls/trust/credentials.ts';
import { trustExactCertificate } from '../dtls/trust/peer-trust.ts';
import type { AccountSecurity } from '../lwm2m/account-security.ts';
import { type DataModel, integerAt, stringAt } from './data-model.ts';

/** Decides in place of `proceed` how certificates of a server are judged. */
export type TrustHook = (rules: UsageRules, proceed: (rules: UsageRules) => PeerTrust) => PeerTrust;

/** What a device judges certificates by, besides what its accounts say. */
export interface TrustBasis {
  /** Anchors that it trusts by itself, in DER. */
  readonly trustStore: readonly Uint8Array[];
  readonly today: () => Date;
  readonly hook: TrustHook | undefined;
}

/**
 * How the certificate of a server is judged: by the usage in a Security object instance (TS 1.1 E.1, resources 14 and 15), and byte by
 * byte where that tells none, as in LwM2M 1.0 (TS 1.0 §7.1.9).
 * @param association Server Public Key. @param host of the server's URI.
 */
export function serverTrust(
  model: DataModel,
  instance: number,
  association: Uint8Array,
  host: string,
  { trustStore, today, hook }: TrustBasis,
): PeerTrust {
  if (!model.resource(0, instance, 15)?.content) return trustExactCertificate(association);
  const usage = integerAt(model, [0, instance, 15]) as CertificateUsage;
  const name = stringAt(model, [0, instance, 14]) ?? host;
  const rules: UsageRules = { usage, matching: 0, association, trustStore, name, today };
  return hook?.(rules, trustByUsage) ?? trustByUsage(rules);
}

/** Authorities that a device is told of with any account of it. */
export function trustStoreOf({
  accounts,
  bootstrap,
}: {
  readonly accounts: readonly Secured[];
  readonly bootstrap?: Secured;
}): readonly Uint8Array[] {
  return [...accounts, ...(bootstrap ? [bootstrap] : [])].flatMap(({ security = 'nosec' }) =>
    security !== 'nosec' && 'certificate' in security
      ? (security.trustAnchors ?? []).map(each => new Uint8Array(Buffer.from(each, 'base64')))
      : [],
  );
}

interface Secured {
  readonly security?: AccountSecurity;
}
