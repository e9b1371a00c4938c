/** What mutants and legal variants of DTLS are written with besides `mutation.ts`. */

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
export { listeningThrough, misreadingHellos } from './mutant/raw-datagrams.ts';
export { steered } from './mutant/secure-socket.ts';
