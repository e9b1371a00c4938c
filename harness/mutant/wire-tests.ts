import type { MessageHook } from '../coap/hooks/message-hooks.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { breaches } from '../coap/message/deviation.ts';

/** Whether bytes break a rule of RFC 7252, so that a strict receiver rejects or ignores them. */
export const isMalformed = (bytes: Uint8Array): boolean =>
  breaches(decodeMessage(bytes).deviations).length > 0;

/** Makes bytes that nobody has to understand into others that can be; what is legal passes as it is. */
export function repairing(repair: (bytes: Uint8Array) => Uint8Array): MessageHook {
  return ({ bytes }) => (isMalformed(bytes) ? repair(bytes) : bytes);
}
