/** What suites about DTLS work with besides `touchstone.ts`: what a peer of the tester does wrong, and what came of it. */

export { encodeMessage } from './coap/message/encode.ts';
// Of the purposes on who a server lets in.
export type { PeerSettings } from './dtls/endpoint/dtls-socket.ts';
export { together } from './dtls/misbehaviour/compose.ts';
export {
  blankKeys,
  defaultIdentity,
  showing,
  showingNothing,
  unknownIdentity,
  withoutPrivateKey,
  wrongKey,
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
// Of devices at new addresses, and of sessions whose key has changed.
export { keepingSessions } from './dtls/misbehaviour/sessions.ts';
export type { Tapped } from './dtls/misbehaviour/tapped-socket.ts';
// Of clients that must know their server, and of the life of an association.
export { Alert, ContentType, describeNumber, Version } from './dtls/registry.ts';
// Of certificates of servers that are judged by their usage.
export { trustAnybody } from './dtls/trust/peer-trust.ts';
export type { CertificateUsage, X509Security } from './lwm2m/account-security.ts';
export type { HandshakeEnd, Watched } from './purpose/security/association-sighting.ts';
export { type Attempt, attempt, attemptToRegister } from './purpose/security/attempt.ts';
export { entity, spkiInBase64 } from './purpose/security/cell-credentials.ts';
export { connectionIdOf, keepBack } from './purpose/security/connection-ids.ts';
export type { DtlsMark, DtlsSide } from './purpose/security/dtls-side.ts';
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
export { sessionTakenUp } from './purpose/security/expect-session.ts';
export { sendBytesInTheClear, sendInTheClear } from './purpose/security/in-the-clear.ts';
export type { ClientStart } from './sut/client-verbs.ts';
