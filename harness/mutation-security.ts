/** What mutants and legal variants of DTLS are written with besides `mutation.ts`. */

export { fragmentMessages } from './dtls/misbehaviour/flights.ts';
// Of servers that let in whom they must not, or do not let in whom they must.
export { changeMessage } from './dtls/misbehaviour/messages.ts';
export { TRUSTED } from './dtls/trust/credentials.ts';
export {
  ignoringHellos,
  lookingUpKeys,
  trusting,
  withAssociationHooks,
  withCredentials,
} from './mutant/admission.ts';
export { hearingAlso, sayingInTheClear } from './mutant/clear-datagrams.ts';
export { fallingBackToClear, sendingInTheClearToo, servingInTheClear } from './mutant/clear-text.ts';
export { deafTo, isPiece, messageSequenceOf } from './mutant/lost-records.ts';
export {
  listeningThrough,
  misreadingAnswers,
  misreadingHellos,
  silentOnFailure,
} from './mutant/raw-datagrams.ts';
export { steered } from './mutant/secure-socket.ts';
// Of devices that trust whom they must not, or keep an association otherwise.
export { trustingServers, withDeviceHooks, withOwnCredentials } from './mutant/trusting-device.ts';
