import type { CoapMessage } from '../coap/message/message.ts';
import { parseRegister } from '../server/registration-request.ts';

/** Why there is no registration of this name after that Register. */
export function notAccepted(register: CoapMessage, endpoint: string): string {
  const read = parseRegister(register);
  if ('refused' in read) return `the Register of the client is refused with ${read.refused}: ${read.because}`;
  return `the client registered as ${read.endpoint}, and \`start\` gave it the endpoint name ${endpoint}`;
}
