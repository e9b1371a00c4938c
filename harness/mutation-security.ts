/** What mutants and legal variants of DTLS are written with besides `mutation.ts`. */

// Of certificates of servers that are judged by their usage.
export type { TrustHook } from './client/server-trust.ts';
export type { SecureSocketHook } from './dtls/endpoint/secure-socket.ts';
export { DEFAULT_IDENTITY } from './dtls/misbehaviour/credentials.ts';
export { fragmentMessages } from './dtls/misbehaviour/flights.ts';
export { changeMessage } from './dtls/misbehaviour/messages.ts';
export { keepingSessions } from './dtls/misbehaviour/sessions.ts';
export { Alert } from './dtls/registry.ts';
export type { PskIdentity } from './dtls/trust/credentials.ts';
export { distrusted, TRUSTED } from './dtls/trust/credentials.ts';
export { trustEither } from './dtls/trust/peer-trust.ts';
export { ignoringHellos, lookingUpKeys, refusingAfterWrongName } from './mutant/admission.ts';
export { isSelfSigned, leafOf } from './mutant/certificates.ts';
export {
  fallingBackToClear,
  hearingAlso,
  inTheClearAfter,
  isCoap,
  sendingInTheClearToo,
  servingInTheClear,
} from './mutant/clear-text.ts';
// Of connection ids, of proofs that are left out, and of sessions.
export {
  answeringUnknownConnectionIds,
  followingAnybody,
  knowingByAddress,
  readingAnyConnectionId,
} from './mutant/connection-ids.ts';
// Of what peers do because of something that is of no use.
export {
  complainingInTheClear,
  deafOnce,
  deafOnceHeard,
  endingOnce,
  endingOnceHeard,
  isData,
  isOfNoUse,
  isRefusal,
} from './mutant/consequences.ts';
export {
  dyingOf,
  dyingOfDuplicates,
  sendingLastFlightOnce,
  withoutPatience,
} from './mutant/lost-associations.ts';
export { confusedByOrder, deafTo, isPiece } from './mutant/lost-records.ts';
export { misreadingAnswers, misreadingHellos } from './mutant/misread-hellos.ts';
export { listeningThrough, silentOnFailure } from './mutant/raw-datagrams.ts';
export {
  forgettingRecords,
  isDataOfFirstEpoch,
  readingEveryEpoch,
  readingRenumbered,
  readingTampered,
  sendingOddChangeCipherSpec,
  wantingEveryRecord,
  wantingOrder,
} from './mutant/record-flaws.ts';
export {
  keepingAssociations,
  offeringOldSessions,
  repeatingNumbersAfterRestart,
} from './mutant/restarted-associations.ts';
export {
  steered,
  trusting,
  withAssociationHooks,
  withCredentials,
  withOwnCredentials,
} from './mutant/secure-socket.ts';
export { takingPiecesInOrder } from './mutant/strict-order.ts';
