import { describeCode, isEmpty, isRequest } from '../message/codes.ts';
import { NO_VIOLATIONS, type Violation, violation } from './matching-finding.ts';
import type { SentMessage } from './peer.ts';
import type { ReceivedMessage } from './received-message.ts';
import { sameBytes } from './same-bytes.ts';

/**
 * What is wrong with an acknowledgement or reset of a message that was sent (RFC 7252 §4.2, §4.3, §5.2).
 * `sent` still shows the first answer to it; if there is one, this one differs from it.
 */
export function acknowledgementViolations(sent: SentMessage, message: ReceivedMessage): readonly Violation[] {
  const piggybacked = message.type === 'ACK' && !isEmpty(message.code);
  if (sent.type === 'CON' && sent.answer === null && !piggybacked) return NO_VIOLATIONS;
  const violations: Violation[] = [];
  if (message.type === 'ACK' && sent.type === 'NON') {
    violations.push(
      violation(
        'matching.ack-of-non-confirmable',
        `Message ${message.messageId} was non-confirmable and is acknowledged`,
      ),
    );
  }
  if (piggybacked) violations.push(...piggybackViolations(sent, message));
  if (sent.answer !== null) violations.push(changedAnswer(sent.answer, message));
  return violations;
}

function piggybackViolations(sent: SentMessage, { code, token, messageId }: ReceivedMessage): Violation[] {
  if (isRequest(code)) {
    const text = `Acknowledgement of message ${messageId} carries the request ${describeCode(code)}`;
    return [violation('matching.request-in-acknowledgement', text)];
  }
  if (!isRequest(sent.code)) {
    const text = `Message ${messageId} was no request, and its acknowledgement carries ${describeCode(code)}`;
    return [violation('matching.response-to-response', text)];
  }
  if (sameBytes(token, sent.token)) return [];
  const text = `Response in the acknowledgement of message ${messageId} has token ${hex(token)} instead of ${hex(sent.token)}`;
  return [violation('matching.piggyback-token', text)];
}

function changedAnswer(first: NonNullable<SentMessage['answer']>, message: ReceivedMessage): Violation {
  const { messageId, code } = message;
  if (first.type === 'ACK' && first.empty && message.type === 'ACK' && !isEmpty(code)) {
    const text = `Message ${messageId} had an empty acknowledgement, and now another one with ${describeCode(code)}`;
    return violation('matching.piggyback-after-empty-ack', text);
  }
  return violation(
    'matching.acknowledgement-differs',
    `Message ${messageId} is answered with another ${message.type} than the ${first.type} before`,
  );
}

function hex(token: Uint8Array): string {
  return token.length === 0 ? '(empty)' : Buffer.from(token).toString('hex');
}
