import { sameBytes } from '../bytes/write.ts';
import { type CipherSuite, cipherSuite } from '../cipher-suite.ts';
import { extensionOf, opaqueIn } from '../handshake/extensions.ts';
import type { ClientHello, ServerHello } from '../handshake/handshake-message.ts';
import { Alert, describeNumber, ExtensionType, NULL_COMPRESSION, Version } from '../registry.ts';
import { acceptedOfServer, type CredentialKind, kindOf } from './client-hello-offer.ts';
import { type HandshakeSurroundings, type Refusal, refusal } from './handshake-flow.ts';
import type { Negotiated } from './key-agreement.ts';
import type { ClientSettings } from './settings.ts';

export interface HelloAnswer extends Negotiated {
  readonly resumed: boolean;
}

/** Holds a ServerHello against the hello that it answers (RFC 5246 §7.4.1.3, §7.4.1.4). */
export function checkServerHello(
  offered: ClientHello,
  answer: ServerHello,
  settings: ClientSettings,
  find: HandshakeSurroundings['find'],
): HelloAnswer | Refusal {
  if (answer.version !== Version.dtls12) {
    const message = `a server that speaks version ${describeNumber(answer.version)}`;
    return refusal(Alert.protocolVersion, message, 'dtls.server-version');
  }
  const suite = cipherSuite(answer.suite);
  if (suite === undefined || !offered.suites.includes(answer.suite)) {
    const message = `suite ${describeNumber(answer.suite)}, which was not offered`;
    return refusal(Alert.illegalParameter, message, 'dtls.suite-not-offered');
  }
  if (answer.compression !== NULL_COMPRESSION) {
    const message = `compression ${answer.compression}, which was not offered`;
    return refusal(Alert.illegalParameter, message, 'dtls.compression-not-offered');
  }
  const foreign = answer.extensions?.find(({ type }) => extensionOf(offered.extensions, type) === undefined);
  if (foreign !== undefined) {
    const message = `extension ${foreign.type}, which was not offered`;
    return refusal(Alert.unsupportedExtension, message, 'dtls.extension-not-offered');
  }
  return agreed(offered, answer, suite, settings, find);
}

function agreed(
  offered: ClientHello,
  answer: ServerHello,
  suite: CipherSuite,
  settings: ClientSettings,
  find: HandshakeSurroundings['find'],
): HelloAnswer | Refusal {
  const extension = (type: number): Uint8Array | undefined => extensionOf(answer.extensions, type);
  const renegotiation = extension(ExtensionType.renegotiationInfo);
  if (renegotiation === undefined) {
    find('dtls.renegotiation-info-missing', 'A ServerHello that does not say that renegotiation is safe');
  } else if (!sameBytes(renegotiation, Uint8Array.of(0))) {
    return refusal(
      Alert.handshakeFailure,
      'a renegotiation_info that is not empty',
      'dtls.extension-malformed',
    );
  }
  const encryptThenMac = extension(ExtensionType.encryptThenMac) !== undefined;
  if (encryptThenMac && suite.cipher !== 'aes-128-cbc-sha256') {
    find('dtls.encrypt-then-mac-without-cbc', `encrypt_then_mac with ${suite.name}`);
  }
  const peerId = extension(ExtensionType.connectionId);
  const peer = peerId === undefined ? null : opaqueIn(peerId);
  if (peerId !== undefined && peer === null) {
    return refusal(Alert.decodeError, 'a connection_id that cannot be read', 'dtls.extension-malformed');
  }
  const serverCertificate = chosenType(extension(ExtensionType.serverCertificateType));
  const clientCertificate = chosenType(extension(ExtensionType.clientCertificateType));
  if (serverCertificate === null || clientCertificate === null) return NOT_OFFERED;
  const usesExtendedMaster = extension(ExtensionType.extendedMasterSecret) !== undefined;
  const { resume } = settings;
  const resumed =
    resume !== undefined && resume.id.length > 0 && sameBytes(answer.sessionId, offered.sessionId);
  if (
    !resumed &&
    suite.keyExchange === 'ecdhe-ecdsa' &&
    !acceptedOfServer(settings).includes(serverCertificate)
  ) {
    return NOT_OFFERED;
  }
  if (resumed && resume.suite.id !== suite.id) {
    return refusal(Alert.illegalParameter, 'a resumed session with another suite', 'dtls.resumption-suite');
  }
  if (resumed && resume.extendedMasterSecret !== usesExtendedMaster) {
    const message = 'a resumed session whose master secret is made otherwise';
    return refusal(Alert.handshakeFailure, message, 'dtls.resumption-master-secret');
  }
  return {
    suite,
    resumed,
    randoms: { client: offered.random, server: answer.random },
    sessionId: answer.sessionId,
    extendedMasterSecret: usesExtendedMaster,
    encryptThenMac: encryptThenMac && suite.cipher === 'aes-128-cbc-sha256',
    connectionIds: peer === null ? null : { own: settings.connectionId ?? new Uint8Array(0), peer },
    serverCertificate,
    clientCertificate,
  };
}

const NOT_OFFERED = refusal(
  Alert.unsupportedCertificate,
  'a type of certificate that was not offered',
  'dtls.certificate-type-not-offered',
);

/** A certificate unless told otherwise (RFC 7250 §4.2); null for a type that is none of ours. */
function chosenType(data: Uint8Array | undefined): CredentialKind | null {
  if (data === undefined) return 'x509';
  return data.length === 1 ? kindOf(data[0] ?? -1) : null;
}
