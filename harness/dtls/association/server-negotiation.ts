import { type CipherSuite, cipherSuite } from '../cipher-suite.ts';
import {
  chosenCertificateType,
  connectionId,
  extensionOf,
  flag,
  hostNameIn,
  numbersIn,
  opaqueIn,
  pointFormats,
  renegotiationInfo,
} from '../handshake/extensions.ts';
import type { ClientHello, Extension } from '../handshake/handshake-message.ts';
import {
  Alert,
  describeNumber,
  ECDSA_SHA256,
  ExtensionType,
  NULL_COMPRESSION,
  RENEGOTIATION_SCSV,
  SECP256R1,
  Version,
} from '../registry.ts';
import { type CredentialKind, kindOf, TYPE_OF } from './client-hello-offer.ts';
import { type Refusal, refusal } from './handshake-flow.ts';
import type { Negotiated } from './key-agreement.ts';
import type { Session } from './session.ts';
import { DEFAULT_SUITES, type ServerSettings } from './settings.ts';

/** What a server answers to a hello. */
export interface ServerChoice extends Negotiated {
  readonly serverName: string | null;
  /** The session that is taken up again, if any. */
  readonly resumed: Session | null;
  readonly extensions: readonly Extension[];
}

const NOTHING = new Uint8Array(0);

/** Chooses among what a client offers (RFC 5246 §7.4.1.3), most wanted first. */
export function chooseFrom(hello: ClientHello, settings: ServerSettings): ServerChoice | Refusal {
  // A later version is a smaller number (RFC 6347 §4.1); whoever speaks a later one speaks 1.2 with us.
  if (hello.version > Version.dtls12) {
    const message = `a client that speaks at most version ${describeNumber(hello.version)}`;
    return refusal(Alert.protocolVersion, message);
  }
  // There is always null compression to choose (RFC 5246 §7.4.1.2), and nothing else that we have.
  if (!hello.compressions.includes(NULL_COMPRESSION)) {
    return refusal(Alert.illegalParameter, 'a client that does without null compression');
  }
  const suite = chosenSuite(hello, settings);
  if (suite === null) {
    const offered = hello.suites.map(describeNumber).join(', ');
    return refusal(Alert.handshakeFailure, `no suite in common with ${offered}`);
  }
  const offeredId = extension(hello, ExtensionType.connectionId);
  const peerId = offeredId === undefined ? null : opaqueIn(offeredId);
  if (offeredId !== undefined && peerId === null) {
    return refusal(Alert.decodeError, 'a connection_id that cannot be read', 'dtls.extension-malformed');
  }
  const own = settings.connectionId;
  const connectionIds = own === undefined || peerId === null ? null : { own, peer: peerId };
  return answer(hello, settings, suite, connectionIds);
}

function answer(
  hello: ClientHello,
  settings: ServerSettings,
  chosen: CipherSuite,
  connectionIds: Negotiated['connectionIds'],
): ServerChoice {
  const { extendedMasterSecret = true, encryptThenMac = true, random, sessions } = settings;
  const usesExtendedMaster =
    extendedMasterSecret && extension(hello, ExtensionType.extendedMasterSecret) !== undefined;
  const serverName = nameIn(hello);
  const resumed = resumable(hello, settings, usesExtendedMaster, serverName);
  const suite = resumed?.suite ?? chosen;
  const usesEncryptThenMac =
    encryptThenMac &&
    suite.cipher === 'aes-128-cbc-sha256' &&
    extension(hello, ExtensionType.encryptThenMac) !== undefined;
  const choice = {
    suite,
    resumed,
    serverName,
    connectionIds,
    randoms: { client: hello.random, server: random(32) },
    sessionId: resumed?.id ?? (sessions === undefined ? NOTHING : random(32)),
    extendedMasterSecret: usesExtendedMaster,
    encryptThenMac: usesEncryptThenMac,
    serverCertificate: settings.credentials.own?.kind ?? ('x509' as const),
    clientCertificate: clientKind(hello, settings) ?? ('x509' as const),
  };
  return { ...choice, extensions: extensionsOf(hello, choice, settings) };
}

function extension(hello: ClientHello, type: number): Uint8Array | undefined {
  return extensionOf(hello.extensions, type);
}

function nameIn(hello: ClientHello): string | null {
  const data = extension(hello, ExtensionType.serverName);
  return data === undefined ? null : hostNameIn(data);
}

function chosenSuite(hello: ClientHello, settings: ServerSettings): CipherSuite | null {
  const { suites = DEFAULT_SUITES, credentials } = settings;
  for (const id of suites) {
    const suite = cipherSuite(id);
    if (suite === undefined || !hello.suites.includes(id)) continue;
    if (suite.keyExchange === 'psk' ? credentials.keyOf !== undefined : canShowKey(hello, settings))
      return suite;
  }
  return null;
}

/** Whether curve, signature and types of credential fit what we have, and what we ask the client for. */
function canShowKey(hello: ClientHello, settings: ServerSettings): boolean {
  const { own, trust } = settings.credentials;
  if (own === undefined) return false;
  const lists = (type: number, wanted: number): boolean => {
    const data = extension(hello, type);
    // Without the extension the client leaves the choice to us (RFC 8422 §4, RFC 5246 §7.4.1.4.1).
    return data === undefined || (numbersIn(data)?.includes(wanted) ?? false);
  };
  return (
    lists(ExtensionType.supportedGroups, SECP256R1) &&
    lists(ExtensionType.signatureAlgorithms, ECDSA_SHA256) &&
    kindsIn(hello, ExtensionType.serverCertificateType).includes(own.kind) &&
    (trust === undefined || clientKind(hello, settings) !== null)
  );
}

/** Types of credential in an extension of RFC 7250; a certificate where it is absent. */
function kindsIn(hello: ClientHello, type: number): CredentialKind[] {
  const data = extension(hello, type);
  if (data === undefined) return ['x509'];
  return [...(opaqueIn(data) ?? NOTHING)].map(kindOf).filter(kind => kind !== null);
}

/** What the client is to show: the first that it has and we take. */
function clientKind(hello: ClientHello, { credentials }: ServerSettings): CredentialKind | null {
  const accepted = credentials.accepts ?? [credentials.own?.kind ?? 'x509'];
  return kindsIn(hello, ExtensionType.clientCertificateType).find(kind => accepted.includes(kind)) ?? null;
}

function resumable(
  hello: ClientHello,
  { sessions, suites = DEFAULT_SUITES }: ServerSettings,
  extendedMasterSecret: boolean,
  serverName: string | null,
): Session | null {
  const session = hello.sessionId.length === 0 ? null : (sessions?.find(hello.sessionId) ?? null);
  if (session === null) return null;
  const { id } = session.suite;
  return hello.suites.includes(id) &&
    suites.includes(id) &&
    session.extendedMasterSecret === extendedMasterSecret &&
    session.serverName === serverName
    ? session
    : null;
}

/** Only such as the client has offered (RFC 5246 §7.4.1.4). */
function extensionsOf(
  hello: ClientHello,
  choice: Omit<ServerChoice, 'extensions'>,
  { credentials }: ServerSettings,
): Extension[] {
  const { suite, resumed, serverCertificate, clientCertificate, connectionIds } = choice;
  const offers = (type: number): boolean => extension(hello, type) !== undefined;
  const extensions: Extension[] = [];
  if (offers(ExtensionType.renegotiationInfo) || hello.suites.includes(RENEGOTIATION_SCSV)) {
    extensions.push(renegotiationInfo);
  }
  if (choice.extendedMasterSecret) extensions.push(flag(ExtensionType.extendedMasterSecret));
  if (choice.encryptThenMac) extensions.push(flag(ExtensionType.encryptThenMac));
  if (connectionIds !== null) extensions.push(connectionId(connectionIds.own));
  if (suite.keyExchange === 'psk' || resumed !== null) return extensions;
  if (choice.serverName !== null) extensions.push(flag(ExtensionType.serverName));
  if (offers(ExtensionType.pointFormats)) extensions.push(pointFormats);
  if (offers(ExtensionType.serverCertificateType)) {
    const type = ExtensionType.serverCertificateType;
    extensions.push(chosenCertificateType(type, TYPE_OF[serverCertificate]));
  }
  if (offers(ExtensionType.clientCertificateType) && credentials.trust !== undefined) {
    const type = ExtensionType.clientCertificateType;
    extensions.push(chosenCertificateType(type, TYPE_OF[clientCertificate]));
  }
  return extensions;
}
