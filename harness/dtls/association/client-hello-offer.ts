import { cipherSuite } from '../cipher-suite.ts';
import {
  connectionId,
  flag,
  offeredCertificateTypes,
  pointFormats,
  renegotiationInfo,
  serverName,
  signatureAlgorithms,
  supportedGroups,
} from '../handshake/extensions.ts';
import type { ClientHello, Extension } from '../handshake/handshake-message.ts';
import { CertificateType, ExtensionType, NULL_COMPRESSION, Version } from '../registry.ts';
import { type ClientSettings, DEFAULT_SUITES } from './settings.ts';

export type CredentialKind = 'x509' | 'raw-public-key';

export const TYPE_OF: Readonly<Record<CredentialKind, CertificateType>> = {
  x509: CertificateType.x509,
  'raw-public-key': CertificateType.rawPublicKey,
};

export function kindOf(type: number): CredentialKind | null {
  if (type === CertificateType.x509) return 'x509';
  return type === CertificateType.rawPublicKey ? 'raw-public-key' : null;
}

/** Credentials that a client takes of a server, in order of preference. */
export function acceptedOfServer({ credentials }: ClientSettings): readonly CredentialKind[] {
  return credentials.accepts ?? [credentials.own?.kind ?? 'x509'];
}

/** The first ClientHello of a handshake, without a cookie. */
export function offer(settings: ClientSettings): ClientHello {
  const { resume, random } = settings;
  const suites = offeredSuites(settings);
  return {
    kind: 'client-hello',
    version: Version.dtls12,
    random: random(32),
    sessionId: resume?.id ?? new Uint8Array(0),
    cookie: new Uint8Array(0),
    suites,
    compressions: [NULL_COMPRESSION],
    extensions: offeredExtensions(settings, suites),
  };
}

/** Those for which there is a credential. */
function offeredSuites({ suites = DEFAULT_SUITES, credentials }: ClientSettings): number[] {
  return suites.filter(id => {
    const suite = cipherSuite(id);
    if (suite === undefined) return true;
    return suite.keyExchange === 'psk' ? credentials.psk !== undefined : credentials.trust !== undefined;
  });
}

function offeredExtensions(settings: ClientSettings, suites: readonly number[]): Extension[] {
  const { extendedMasterSecret = true, encryptThenMac = true } = settings;
  const known = suites.map(cipherSuite);
  const extensions: Extension[] = [];
  if (settings.serverName !== undefined) extensions.push(serverName(settings.serverName));
  if (known.some(suite => suite?.keyExchange === 'ecdhe-ecdsa')) {
    extensions.push(supportedGroups, pointFormats, signatureAlgorithms, ...certificateTypes(settings));
  }
  if (encryptThenMac && known.some(suite => suite?.cipher === 'aes-128-cbc-sha256')) {
    extensions.push(flag(ExtensionType.encryptThenMac));
  }
  if (extendedMasterSecret) extensions.push(flag(ExtensionType.extendedMasterSecret));
  if (settings.connectionId !== undefined) extensions.push(connectionId(settings.connectionId));
  extensions.push(renegotiationInfo);
  return extensions;
}

/** Left out where they say no more than the default, a certificate (RFC 7250 §4.1). */
function certificateTypes(settings: ClientSettings): Extension[] {
  const own = settings.credentials.own?.kind;
  const accepted = acceptedOfServer(settings);
  const extensions: Extension[] = [];
  if (own === 'raw-public-key') {
    extensions.push(offeredCertificateTypes(ExtensionType.clientCertificateType, [TYPE_OF[own]]));
  }
  if (accepted.some(kind => kind !== 'x509')) {
    const types = accepted.map(kind => TYPE_OF[kind]);
    extensions.push(offeredCertificateTypes(ExtensionType.serverCertificateType, types));
  }
  return extensions;
}
