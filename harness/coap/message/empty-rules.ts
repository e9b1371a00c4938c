import { coapDeviation } from './coap-deviations.ts';
import type { Deviation } from './deviation.ts';
import type { MessageContent } from './message.ts';

const TOKEN_OFFSET = 4;

/** Adds what an Empty datagram carries behind its Message ID (RFC 7252 §4.1). */
export function checkEmpty(
  { token, options, payload }: MessageContent,
  optionsOffset: number,
  payloadOffset: number,
  found: Deviation[],
): void {
  if (token.length > 0) {
    const message = `Empty message with a token of ${token.length} bytes`;
    found.push(coapDeviation('empty-with-token', message, TOKEN_OFFSET));
  }
  if (options.length > 0) {
    const message = `Empty message with ${options.length} options`;
    found.push(coapDeviation('empty-with-options', message, optionsOffset));
  }
  if (payload.length > 0) {
    const message = `Empty message with a payload of ${payload.length} bytes`;
    found.push(coapDeviation('empty-with-payload', message, payloadOffset));
  }
}
