import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { decodeMessage } from '../message/decode.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage, MessageType } from '../message/message.ts';

const NOTHING = new Uint8Array(0);

/**
 * Our own messages pass our own strict reader before they leave; what is illegal on purpose is sent as bytes.
 * @throws HarnessBugError `coap.own-message` when the reader objects.
 */
export function encodeChecked(message: CoapMessage): Uint8Array {
  const bytes = encodeMessage(message);
  const [deviation] = decodeMessage(bytes).deviations;
  if (deviation !== undefined) {
    throw new HarnessBugError('coap.own-message', `about to send a malformed message: ${deviation.message}`, {
      hint: `this is a defect of Touchstone (${deviation.clause}); please report it`,
    });
  }
  return bytes;
}

/** An acknowledgement, reset or ping without content (RFC 7252 §4.1). */
export function emptyMessage(type: MessageType, messageId: number): CoapMessage {
  return { type, code: '0.00', messageId, token: NOTHING, options: [], payload: NOTHING };
}
