import { type Violation, violation } from './matching-finding.ts';
import type { TransmissionParameters } from './parameters.ts';
import type { SeenMessage } from './peer.ts';
import type { ReceivedMessage } from './received-message.ts';
import { sameBytes } from './same-bytes.ts';

/**
 * What is wrong with a message whose id the peer has used before, within its lifetime (RFC 7252 §4.2, §4.4).
 * `tolerance` is the time, in milliseconds, by which the way here may distort an interval.
 * The arrival is added to `seen`.
 */
export function duplicateViolations(
  seen: SeenMessage,
  message: ReceivedMessage,
  bytes: Uint8Array,
  { parameters, tolerance }: { readonly parameters: TransmissionParameters; readonly tolerance: number },
): readonly Violation[] {
  if (!sameBytes(seen.bytes, bytes)) return [changed(seen, message)];
  // Several copies of a non-confirmable message may be sent as the sender pleases (RFC 7252 §4.3).
  if (seen.type !== 'CON') return [];
  const retransmission = seen.arrivals.length;
  const previous = seen.arrivals[retransmission - 1] ?? seen.at;
  if (retransmission > parameters.maxRetransmit) {
    const text = `Retransmission ${retransmission} of message ${message.messageId}, ${parameters.maxRetransmit} are allowed`;
    return [violation('matching.retransmission-count', text)];
  }
  seen.arrivals.push(message.at);
  return intervalViolations(message, retransmission, message.at - previous, parameters, tolerance);
}

function changed(seen: SeenMessage, message: ReceivedMessage): Violation {
  const { messageId, type, code, token } = message;
  const same = type === seen.type && code === seen.code && sameBytes(token, seen.token);
  return same
    ? violation('matching.duplicate-differs', `Message ${messageId} is repeated with other bytes`)
    : violation(
        'matching.message-id-reused',
        `Message id ${messageId} is used for another message ${message.at - seen.at} ms after the first`,
      );
}

/** The n-th retransmission follows after 2ⁿ⁻¹ times an interval of ACK_TIMEOUT to ACK_TIMEOUT · ACK_RANDOM_FACTOR. */
function intervalViolations(
  { messageId }: ReceivedMessage,
  retransmission: number,
  interval: number,
  { ackTimeout, ackRandomFactor }: TransmissionParameters,
  tolerance: number,
): Violation[] {
  const shortest = ackTimeout * 2 ** (retransmission - 1);
  const longest = shortest * ackRandomFactor;
  const text = `Retransmission ${retransmission} of message ${messageId} after ${interval} ms instead of ${shortest}–${longest} ms`;
  if (interval < shortest - tolerance) return [violation('matching.retransmission-early', text)];
  // A retransmission that was lost looks the same, which is why the rule is only an advice here.
  if (interval > longest + tolerance) return [violation('matching.retransmission-late', text)];
  return [];
}
