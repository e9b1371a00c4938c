import type { Deviation, DeviationLevel } from './deviation.ts';

interface Rule {
  readonly clause: string;
  readonly level: DeviationLevel;
}

const must = (clause: string): Rule => ({ clause, level: 'must' });
const should = (clause: string): Rule => ({ clause, level: 'should' });

/** Every way in which one CoAP message can deviate, whatever carries it, with the clause that says so. */
export const COAP_DEVIATIONS = {
  // Header
  'too-short': must('RFC 7252 §3'),
  version: must('RFC 7252 §3'),
  'token-length': must('RFC 7252 §3'),
  'token-truncated': must('RFC 7252 §3'),
  'code-class': must('RFC 7252 §3'),
  // What each type carries
  'empty-with-token': must('RFC 7252 §4.1'),
  'empty-with-options': must('RFC 7252 §4.1'),
  'empty-with-payload': must('RFC 7252 §4.1'),
  'reset-not-empty': must('RFC 7252 §4.2'),
  'ack-with-request': must('RFC 7252 §4.2'),
  'non-confirmable-empty': must('RFC 7252 §4.3'),
  // How options and payload are laid out
  'option-delta-reserved': must('RFC 7252 §3.1'),
  'option-length-reserved': must('RFC 7252 §3.1'),
  'option-truncated': must('RFC 7252 §3.1'),
  'payload-empty': must('RFC 7252 §3'),
  // One option in itself
  'option-number': must('RFC 7252 §12.2'),
  'option-reserved': must('RFC 7252 §12.2'),
  'option-length': must('RFC 7252 §5.4.3'),
  'option-repeated': must('RFC 7252 §5.4.5'),
  'option-misplaced': must('RFC 7252 §5.4'),
  'uint-leading-zero': should('RFC 7252 §3.2'),
  'string-utf8': must('RFC 7252 §3.2'),
  'string-normalization': should('RFC 5198 §2'),
  'path-dot-segment': must('RFC 7252 §5.10.1'),
  'hop-limit-zero': must('RFC 8768 §3'),
  // Options, code and payload together
  'payload-undefined': must('RFC 7252 §5.5'),
  'diagnostic-utf8': must('RFC 7252 §5.5.2'),
  'valid-without-etag': must('RFC 7252 §5.9.1.3'),
  'valid-with-payload': must('RFC 7252 §5.9.1.3'),
  'etag-repeated': must('RFC 7252 §5.10.6.1'),
  'proxy-uri-with-uri': must('RFC 7252 §5.10.2'),
  'continue-with-payload': must('RFC 7959 §2.9.1'),
  'observe-action': must('RFC 7641 §2'),
  'observe-in-error': must('RFC 7641 §3.2'),
  'block-size-reserved': must('RFC 7959 §2.2'),
  'block-more-in-request': must('RFC 7959 §2.2'),
  'block-payload-size': must('RFC 7959 §2.2'),
  'oscore-flags': must('RFC 8613 §6.1'),
  'oscore-value': must('RFC 8613 §6.1'),
  'oscore-without-payload': must('RFC 8613 §2'),
} as const satisfies Readonly<Record<string, Rule>>;

export type CoapDeviationCode = keyof typeof COAP_DEVIATIONS;

/** `offset` counts from the first byte of the datagram or frame; another clause where the general one says less. */
export function coapDeviation(
  code: CoapDeviationCode,
  message: string,
  offset: number,
  clause?: string,
): Deviation {
  const rule = COAP_DEVIATIONS[code];
  return { code: `coap.${code}`, message, offset, clause: clause ?? rule.clause, level: rule.level };
}
