/** What suites about DTLS work with besides `touchstone.ts`: what a peer of the tester does wrong, and what came of it. */

export { encodeMessage } from './coap/message/encode.ts';
// Of the purposes on who a server lets in.
export type { PeerSettings } from './dtls/endpoint/dtls-socket.ts';
export { together } from './dtls/misbehaviour/compose.ts';
export {
  showing,
  showingNothing,
  unknownIdentity,
  withoutPrivateKey,
  wrongKey,
  wrongKeys,
} from './dtls/misbehaviour/credentials.ts';
export {
  delayFlights,
  fragmentMessages,
  loseDatagrams,
  repeatFlights,
  reverseFlights,
  spaceDatagrams,
} from './dtls/misbehaviour/flights.ts';
export {
  changeBody,
  changeMessage,
  insertBefore,
  omitMessage,
  repeatMessage,
} from './dtls/misbehaviour/messages.ts';
export {
  anyRecord,
  applicationData,
  changeRecord,
  dropRecord,
  first,
  holdRecord,
  inTheClear,
  nth,
  repeatRecord,
  reverseRecords,
  shiftSequence,
  tamper,
} from './dtls/misbehaviour/records.ts';
export type { Tapped } from './dtls/misbehaviour/tapped-socket.ts';
// Of clients that must know their server, and of the life of an association.
export { Alert, ContentType, describeNumber, Version } from './dtls/registry.ts';
// Of certificates of servers that are judged by their usage.
export type { CertificateUsage } from './dtls/trust/certificate-usage.ts';
export { trustAnybody } from './dtls/trust/peer-trust.ts';
export type { X509Security } from './lwm2m/account-security.ts';
export type { HandshakeEnd, Watched } from './purpose/security/association-sighting.ts';
export { type Attempt, attemptToRegister } from './purpose/security/attempt.ts';
export { entity, spkiInBase64 } from './purpose/security/cell-credentials.ts';
export type { DtlsSide } from './purpose/security/dtls-side.ts';
export { noServerHello } from './purpose/security/expect-answer.ts';
export {
  associated,
  noApplicationData,
  noAssociation,
  onlyDtls,
  provenIdentity,
} from './purpose/security/expect-association.ts';
export { noDtlsFindings } from './purpose/security/expect-dtls-findings.ts';
export { lastMessage, noMessage } from './purpose/security/expect-handshake.ts';
export { sendBytesInTheClear, sendInTheClear } from './purpose/security/in-the-clear.ts';
export type { ClientStart } from './sut/client-verbs.ts';
