/** What mutants and legal variants of DTLS are written with besides `mutation.ts`. */

export { fragmentMessages } from './dtls/misbehaviour/flights.ts';
export { changeMessage } from './dtls/misbehaviour/messages.ts';
export { TRUSTED } from './dtls/trust/credentials.ts';
export { ignoringHellos, lookingUpKeys } from './mutant/admission.ts';
export { isSelfSigned, leafOf } from './mutant/certificates.ts';
export {
  fallingBackToClear,
  hearingAlso,
  inTheClearAfter,
  sendingInTheClearToo,
  servingInTheClear,
} from './mutant/clear-text.ts';
export { dyingOf, dyingOfDuplicates, withoutPatience } from './mutant/lost-associations.ts';
export { confusedByOrder, deafTo, isPiece } from './mutant/lost-records.ts';
export {
  listeningThrough,
  misreadingAnswers,
  misreadingHellos,
  silentOnFailure,
} from './mutant/raw-datagrams.ts';
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
  steered,
  trusting,
  withAssociationHooks,
  withCredentials,
  withOwnCredentials,
} from './mutant/secure-socket.ts';
