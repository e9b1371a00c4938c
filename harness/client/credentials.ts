import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ClientCredentials, OwnCredential, PeerTrust } from '../dtls/trust/credentials.ts';
import { trustExactCertificate, trustRawKeys } from '../dtls/trust/peer-trust.ts';
import { SecurityMode } from '../lwm2m/account-security.ts';
import { type DataModel, integerAt } from './data-model.ts';
import { serverTrust, type TrustBasis } from './server-trust.ts';

const NONE = new Uint8Array(0);

/** Resources 2 to 5 of a Security object instance. */
export interface SecurityKeys {
  readonly mode: number;
  readonly own: Uint8Array;
  readonly server: Uint8Array;
  readonly secret: Uint8Array;
}

/**
 * What a Security object instance holds (TS 1.0 E.1, resources 2 to 5; TS 1.1 E.1, 14 and 15); null without security, or with keys
 * that are none.
 */
export function credentialsOf(
  model: DataModel,
  instance: number,
  host: string,
  basis: TrustBasis,
): ClientCredentials | null {
  const bytes = (resource: number): Uint8Array => bytesAt(model, instance, resource);
  const mode = integerAt(model, [0, instance, 2]);
  const server = bytes(4);
  const keys = { mode, own: bytes(3), server, secret: bytes(5) };
  return credentialsFrom(keys, serverTrust(model, instance, server, host, basis));
}

/**
 * Null without security, or with keys that are none.
 * @param trust in certificates of the server.
 */
export function credentialsFrom(
  { mode, own, server, secret }: SecurityKeys,
  trust: PeerTrust = trustExactCertificate(server),
): ClientCredentials | null {
  if (mode === SecurityMode.psk) return { psk: { identity: own, key: secret } };
  const privateKey = privateKeyOf(secret);
  if (privateKey === null) return null;
  switch (mode) {
    case SecurityMode.rpk:
      return proving({ kind: 'raw-public-key', privateKey }, trustRawKeys([server]));
    case SecurityMode.x509:
      return proving({ kind: 'x509', chain: [own], privateKey }, trust);
    default:
      return null;
  }
}

function proving(own: OwnCredential, trust: PeerTrust): ClientCredentials {
  return { own, trust };
}

function bytesAt(model: DataModel, instance: number, resource: number): Uint8Array {
  const content = model.resource(0, instance, resource)?.content;
  return content && 'single' in content && content.single instanceof Uint8Array ? content.single : NONE;
}

function privateKeyOf(pkcs8: Uint8Array): KeyObject | null {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}
