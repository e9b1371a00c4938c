/** What mutants and legal variants of DTLS are written with besides `mutation.ts`. */

export { TRUSTED } from './dtls/trust/credentials.ts';
// Of servers that let in whom they must not, or do not let in whom they must.
export { lookingUpKeys, trusting, withAssociationHooks, withCredentials } from './mutant/admission.ts';
export { steered } from './mutant/secure-socket.ts';
