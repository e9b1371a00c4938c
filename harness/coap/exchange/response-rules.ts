import { describeCode, METHODS } from '../message/codes.ts';
import { NO_VIOLATIONS, type Violation, violation } from './matching-finding.ts';
import type { ReceivedMessage } from './received-message.ts';
import type { PastExpectation } from './tokens.ts';

/** What is known of a token under which nothing is awaited from the sender of a response. */
export interface Unexpected {
  readonly past: PastExpectation | undefined;
  readonly awaitedFromAnother: boolean;
}

/** Doing the same again may have another effect, so a server must not do it for a duplicate (RFC 7252 §4.5). */
const NOT_IDEMPOTENT: readonly string[] = [METHODS.post, METHODS.patch];

/** What is wrong with a response that nobody awaits under its token (RFC 7252 §5.2, §5.3.2; RFC 7641 §3.6). */
export function unexpectedResponseViolations(
  message: ReceivedMessage,
  { past, awaitedFromAnother }: Unexpected,
): readonly Violation[] {
  const answer = `${describeCode(message.code)} with token ${Buffer.from(message.token).toString('hex')}`;
  if (past === undefined) {
    return awaitedFromAnother
      ? [violation('matching.response-from-elsewhere', `${answer} comes from another address than was asked`)]
      : [violation('matching.unknown-token', `${answer} answers no request`)];
  }
  if (past.observation !== null) return past.observation.heardAfterEnd(message);
  // What comes after it has been given up is late, not wrong.
  if (past.request === null || !past.answered) return NO_VIOLATIONS;
  const { transmissions, code } = past.request;
  const excusable = transmissions > 1 && !NOT_IDEMPOTENT.includes(code);
  return [
    violation('matching.second-response', `${answer} is a second response`, excusable ? 'should' : 'must'),
  ];
}
