import type { DeviationLevel } from '../message/deviation.ts';

interface Rule {
  readonly clause: string;
  readonly level: DeviationLevel;
}

/** Every rule between messages that an endpoint watches over, with the clause that states it. */
export const FINDING_RULES = {
  'matching.unknown-token': { clause: 'RFC 7252 §5.3.2', level: 'must' },
  'matching.response-from-elsewhere': { clause: 'RFC 7252 §5.3.2', level: 'must' },
  'matching.piggyback-token': { clause: 'RFC 7252 §5.3.2', level: 'must' },
  'matching.second-response': { clause: 'RFC 7252 §5.2', level: 'must' },
  'matching.ack-unknown-message-id': { clause: 'RFC 7252 §4.2', level: 'must' },
  'matching.reset-unknown-message-id': { clause: 'RFC 7252 §4.2', level: 'must' },
  'matching.ack-of-non-confirmable': { clause: 'RFC 7252 §4.3', level: 'must' },
  'matching.request-in-acknowledgement': { clause: 'RFC 7252 §4.2', level: 'must' },
  'matching.response-to-response': { clause: 'RFC 7252 §5.2.2', level: 'must' },
  'matching.piggyback-after-empty-ack': { clause: 'RFC 7252 §5.2.2', level: 'must' },
  'matching.acknowledgement-differs': { clause: 'RFC 7252 §4.5', level: 'should' },
  'matching.message-id-reused': { clause: 'RFC 7252 §4.4', level: 'must' },
  'matching.duplicate-differs': { clause: 'RFC 7252 §4.4', level: 'must' },
  'matching.retransmission-early': { clause: 'RFC 7252 §4.2', level: 'must' },
  'matching.retransmission-late': { clause: 'RFC 7252 §4.2', level: 'should' },
  'matching.retransmission-count': { clause: 'RFC 7252 §4.2', level: 'must' },
  'observe.sequence-repeated': { clause: 'RFC 7641 §4.4', level: 'must' },
  'observe.sequence-backwards': { clause: 'RFC 7641 §4.4', level: 'must' },
  'observe.success-without-observe': { clause: 'RFC 7641 §4.2', level: 'must' },
  'observe.content-format-changed': { clause: 'RFC 7641 §4.2', level: 'must' },
  'observe.after-error': { clause: 'RFC 7641 §4.2', level: 'must' },
  'observe.after-cancellation': { clause: 'RFC 7641 §3.6', level: 'must' },
  'observe.after-reset': { clause: 'RFC 7641 §3.6', level: 'must' },
  'block.wrong-number': { clause: 'RFC 7959 §2.3', level: 'must' },
  'block.size-grown': { clause: 'RFC 7959 §2.3', level: 'must' },
  'block.size-not-followed': { clause: 'RFC 7959 §2.3', level: 'should' },
  'block.missing-option': { clause: 'RFC 7959 §2.3', level: 'must' },
  'block.more-after-last': { clause: 'RFC 7959 §2.3', level: 'must' },
  'block.continue-at-end': { clause: 'RFC 7959 §2.9.1', level: 'must' },
  'block.gap': { clause: 'RFC 7959 §2.5', level: 'must' },
  'block.content-format-changed': { clause: 'RFC 7959 §2.3', level: 'must' },
  'block.repeated-differently': { clause: 'RFC 7959 §2.5', level: 'must' },
  'block.beyond-end': { clause: 'RFC 7959 §2.4', level: 'must' },
  'block.observe-on-later-block': { clause: 'RFC 7959 §2.6', level: 'must' },
  'block.never-complete': { clause: 'RFC 7959 §2.4', level: 'should' },
} as const satisfies Readonly<Record<string, Rule>>;

export type FindingCode = keyof typeof FINDING_RULES;
