import type { DeviationLevel } from '../../coap/message/deviation.ts';

/** A rule that the peer has broken, at the moment that shows it; of the shape of a finding between CoAP messages. */
export interface DtlsViolation {
  readonly code: string;
  /** In a sentence, with the values seen. */
  readonly message: string;
  /** For example `RFC 6347 §4.2.1`. */
  readonly clause: string;
  readonly level: DeviationLevel;
}

type Rule = readonly [clause: string, level: DeviationLevel];

/** Rules between records and messages. What a record or message does wrong on its own has a code in `message-rules`. */
export const DTLS_RULES = {
  'dtls.hello-record-sequence': ['RFC 6347 §4.2.1', 'must'],
  'dtls.hello-verify-version': ['RFC 6347 §4.2.1', 'should'],
  'dtls.message-sequence': ['RFC 6347 §4.2.2', 'must'],
  'dtls.fragment-contradictory': ['RFC 6347 §4.2.3', 'must'],
  'dtls.message-epoch': ['RFC 6347 §4.1', 'must'],
  'dtls.message-unexpected': ['RFC 5246 §7.4', 'must'],
  'dtls.change-cipher-spec-form': ['RFC 5246 §7.1', 'must'],
  'dtls.alert-form': ['RFC 5246 §7.2', 'must'],
  'dtls.application-data-in-clear': ['RFC 6347 §4.1', 'must'],
  'dtls.server-version': ['RFC 6347 §4.2.1', 'must'],
  'dtls.suite-not-offered': ['RFC 5246 §7.4.1.3', 'must'],
  'dtls.compression-not-offered': ['RFC 5246 §7.4.1.3', 'must'],
  'dtls.extension-not-offered': ['RFC 5246 §7.4.1.4', 'must'],
  'dtls.extension-malformed': ['RFC 5246 §7.4.1.4', 'must'],
  'dtls.renegotiation-info-missing': ['RFC 5746 §4.1', 'should'],
  'dtls.resumption-suite': ['RFC 5246 §7.4.1.3', 'must'],
  'dtls.resumption-master-secret': ['RFC 7627 §5.3', 'must'],
  'dtls.encrypt-then-mac-without-cbc': ['RFC 7366 §3', 'must'],
  'dtls.certificate-type-not-offered': ['RFC 7250 §4.2', 'must'],
  'dtls.curve-not-offered': ['RFC 8422 §5.4', 'must'],
  'dtls.point-invalid': ['RFC 8422 §5.11', 'must'],
  'dtls.algorithm-not-offered': ['RFC 5246 §7.4.1.4.1', 'must'],
  'dtls.signature-wrong': ['RFC 5246 §7.4.3', 'must'],
  'dtls.verify-data-wrong': ['RFC 5246 §7.4.9', 'must'],
  'dtls.renegotiation': ['RFC 5746 §4.4', 'should'],
} as const satisfies Readonly<Record<string, Rule>>;

export type DtlsFindingCode = keyof typeof DTLS_RULES;

export function dtlsViolation(code: DtlsFindingCode, message: string): DtlsViolation {
  const [clause, level] = DTLS_RULES[code];
  return { code, message, clause, level };
}
