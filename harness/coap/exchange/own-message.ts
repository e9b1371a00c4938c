import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { decodeMessage } from '../message/decode.ts';
import type { Deviation } from '../message/deviation.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage, MessageType } from '../message/message.ts';

const NOTHING = new Uint8Array(0);

/** The harness was about to send what its own strict reader objects to: its defect, whatever the SUT does. */
export class OwnMessageError extends HarnessBugError {
  constructor(code: string, what: string, { message, clause }: Deviation) {
    super(code, `about to send ${what}: ${message}`, {
      hint: `this is a defect of Touchstone (${clause}); please report it`,
    });
  }
}

/**
 * Our own messages pass our own strict reader before they leave; what is illegal on purpose is sent as bytes.
 * @throws OwnMessageError `coap.own-message` when the reader objects; HarnessBugError `coap.*-range` when the message
 * has no form on the wire.
 */
export function encodeChecked(message: CoapMessage): Uint8Array {
  const bytes = encodeMessage(message);
  const [deviation] = decodeMessage(bytes).deviations;
  if (deviation !== undefined) {
    throw new OwnMessageError('coap.own-message', 'a malformed message', deviation);
  }
  return bytes;
}

/** An acknowledgement, reset or ping without content (RFC 7252 §4.1). */
export function emptyMessage(type: MessageType, messageId: number): CoapMessage {
  return { type, code: '0.00', messageId, token: NOTHING, options: [], payload: NOTHING };
}
