import { generateKeyPairSync } from 'node:crypto';
import type { ClientCredentials, OwnCredential, ServerCredentials } from '../trust/credentials.ts';

const BLANK_KEY_BYTES = 16;
/** Of OpenSSL's s_client, and of what was made after it. */
export const DEFAULT_IDENTITY = 'Client_identity';

/** An identity that no server has, with the right key. */
export function unknownIdentity(credentials: ClientCredentials, identity: Uint8Array): ClientCredentials {
  const { psk } = credentials;
  return psk === undefined ? credentials : { ...credentials, psk: { ...psk, identity } };
}

/** The right identity, with a key that differs in one bit. */
export function wrongKey(credentials: ClientCredentials): ClientCredentials {
  const { psk } = credentials;
  return psk === undefined ? credentials : { ...credentials, psk: { ...psk, key: flipped(psk.key) } };
}

/** A server that knows every identity, each by a key that nobody has given out: zeros, as where none was set. */
export function blankKeys(credentials: ServerCredentials): ServerCredentials {
  return { ...credentials, keyOf: () => new Uint8Array(BLANK_KEY_BYTES) };
}

/** A server that knows nobody but whoever has set nothing: an identity that many products come with, and the blank key. */
export function defaultIdentity(credentials: ServerCredentials): ServerCredentials {
  const isDefault = (identity: Uint8Array): boolean => Buffer.from(identity).toString() === DEFAULT_IDENTITY;
  return {
    ...credentials,
    keyOf: identity => (isDefault(identity) ? new Uint8Array(BLANK_KEY_BYTES) : null),
  };
}

/** Shows what belongs to somebody else: the signatures are made with another key. */
export function withoutPrivateKey<Credentials extends { readonly own?: OwnCredential }>(
  credentials: Credentials,
): Credentials {
  const { own } = credentials;
  if (own?.kind !== 'x509') return credentials;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { ...credentials, own: { ...own, privateKey } };
}

/** Shows another credential. */
export function showing<Credentials extends { readonly own?: OwnCredential }>(
  credentials: Credentials,
  own: OwnCredential,
): Credentials {
  return { ...credentials, own };
}

/** Shows nothing, whatever it is asked for. */
export function showingNothing({ own: _, ...credentials }: ClientCredentials): ClientCredentials {
  return { ...credentials, accepts: credentials.accepts ?? [_?.kind ?? 'x509'] };
}

function flipped(key: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(key);
  changed[0] = (changed[0] ?? 0) ^ 0x01;
  return changed;
}
