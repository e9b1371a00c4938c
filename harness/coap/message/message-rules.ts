import { coapDeviation } from './coap-deviations.ts';
import { describeCode } from './codes.ts';
import type { Deviation } from './deviation.ts';
import type { Code, MessageType } from './message.ts';
import type { MessageKind } from './message-kind.ts';

const CODE_OFFSET = 1;

/** Adds what is wrong between type and code of a datagram, and codes that mean nothing over UDP. */
export function checkTypeAndCode(type: MessageType, kind: MessageKind, code: Code, found: Deviation[]): void {
  if (kind === 'signal' || kind === 'reserved') {
    found.push(coapDeviation('code-class', `Code ${code} is of a reserved class`, CODE_OFFSET));
  }
  if (type === 'NON' && kind === 'empty') {
    const message = 'Non-confirmable message is Empty';
    found.push(coapDeviation('non-confirmable-empty', message, CODE_OFFSET));
  } else if (type === 'ACK' && kind === 'requests') {
    const message = `Acknowledgement carries the request ${describeCode(code)}`;
    found.push(coapDeviation('ack-with-request', message, CODE_OFFSET));
  } else if (type === 'RST' && kind !== 'empty') {
    const message = `Reset carries ${describeCode(code)} instead of being Empty`;
    found.push(coapDeviation('reset-not-empty', message, CODE_OFFSET));
  }
}
