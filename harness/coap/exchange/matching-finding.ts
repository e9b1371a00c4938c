import type { Address } from '../../transport/datagram.ts';
import type { DeviationLevel } from '../message/deviation.ts';
import { FINDING_RULES, type FindingCode } from './finding-rules.ts';

/** A rule between messages that does not hold. */
export interface Violation {
  readonly code: FindingCode;
  /** In a sentence, with the values seen. */
  readonly message: string;
  /** For example `RFC 7252 §5.3.2`. */
  readonly clause: string;
  readonly level: DeviationLevel;
}

/** What a peer does wrong between messages, at the message that shows it. */
export interface MatchingFinding extends Violation {
  readonly from: Address;
  /** Clock time of arrival, milliseconds. */
  readonly at: number;
  /** Number in the purpose's record, null on an unrecorded socket. */
  readonly frame: number | null;
}

export const NO_VIOLATIONS: readonly Violation[] = Object.freeze([]);

/** With another level than the rule's where the circumstances leave the peer an excuse. */
export function violation(code: FindingCode, message: string, level?: DeviationLevel): Violation {
  const rule = FINDING_RULES[code];
  return { code, message, clause: rule.clause, level: level ?? rule.level };
}
