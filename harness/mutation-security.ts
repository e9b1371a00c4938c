/** What mutants and legal variants of DTLS are written with besides `mutation.ts`. */

export { TRUSTED } from './dtls/trust/credentials.ts';
export { steered } from './mutant/secure-socket.ts';
