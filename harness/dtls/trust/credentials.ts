import type { KeyObject } from 'node:crypto';
import type { Alert } from '../registry.ts';

/** A key and the name under which the server knows it (RFC 4279 §2); the name is any bytes. */
export interface PskIdentity {
  readonly identity: Uint8Array;
  readonly key: Uint8Array;
}

/** What one side proves itself with, on secp256r1. */
export type OwnCredential =
  | { readonly kind: 'raw-public-key'; readonly privateKey: KeyObject }
  | {
      readonly kind: 'x509';
      /** In DER, own certificate first. */
      readonly chain: readonly Uint8Array[];
      readonly privateKey: KeyObject;
    };

/** What the other side shows. That it has the private key as well is looked at elsewhere. */
export type PresentedCredential =
  | { readonly kind: 'raw-public-key'; readonly spki: Uint8Array }
  | { readonly kind: 'x509'; readonly chain: readonly Uint8Array[] };

/** Who the other side has proven to be. */
export type PeerIdentity =
  | { readonly kind: 'psk'; readonly identity: Uint8Array }
  | PresentedCredential
  | { readonly kind: 'anonymous' };

export type TrustVerdict =
  | { readonly trusted: true }
  | { readonly trusted: false; readonly alert: Alert; readonly reason: string };

export type PeerTrust = (presented: PresentedCredential) => TrustVerdict;

export const TRUSTED: TrustVerdict = Object.freeze({ trusted: true });

export function distrusted(alert: Alert, reason: string): TrustVerdict {
  return { trusted: false, alert, reason };
}

export interface ClientCredentials {
  readonly psk?: PskIdentity;
  /** Shown when the server asks for it. */
  readonly own?: OwnCredential;
  /** Absent: suites with certificates are not offered. */
  readonly trust?: PeerTrust;
  /** Types of credential accepted of the server, in order of preference; that of `own` unless given, else certificates. */
  readonly accepts?: readonly PresentedCredential['kind'][];
}

export interface ServerCredentials {
  /** Null for an identity that nobody has; absent: suites with PSK are not chosen. */
  readonly keyOf?: (identity: Uint8Array) => Uint8Array | null;
  /** Sent to clients before they choose an identity (RFC 4279 §5.2). */
  readonly hint?: Uint8Array;
  /** Absent: suites with certificates are not chosen. */
  readonly own?: OwnCredential;
  /** Absent: clients are not asked for a credential. LwM2M asks (TS 1.0 §7.1.8, §7.1.9). */
  readonly trust?: PeerTrust;
  /** Types of credential accepted of a client; that of `own` unless given. */
  readonly accepts?: readonly PresentedCredential['kind'][];
}
