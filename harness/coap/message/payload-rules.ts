import { isUtf8 } from 'node:buffer';
import { coapDeviation } from './coap-deviations.ts';
import { byteToCode, describeCode, isError, isSignal, METHODS } from './codes.ts';
import type { Deviation } from './deviation.ts';
import type { Code } from './message.ts';
import { OptionNumber } from './option-registry.ts';
import type { PlacedContent } from './placed-content.ts';
import { isAscii } from './string-rules.ts';

const WITHOUT_PAYLOAD: ReadonlySet<Code> = new Set([METHODS.get, METHODS.delete, '2.03', '2.31']);

const LIMITS_PAYLOAD: readonly boolean[] = Array.from({ length: 256 }, (_, byte) => {
  const code = byteToCode(byte);
  return WITHOUT_PAYLOAD.has(code) || isError(code) || isSignal(code);
});

/** Whether `checkPayload` may object to a payload with this code byte, 0–255. */
export function limitsPayload(codeByte: number): boolean {
  return LIMITS_PAYLOAD[codeByte] === true;
}

/** Options of a payload that is not for people, or not whole. */
const NOT_DIAGNOSTIC: ReadonlySet<number> = new Set([
  OptionNumber.contentFormat,
  OptionNumber.oscore,
  OptionNumber.block2,
  OptionNumber.qBlock2,
]);

/** Adds what is wrong with a payload that is not empty, given the code and what the options say of it. */
export function checkPayload({ content, kind, payloadOffset }: PlacedContent, found: Deviation[]): void {
  const { code, payload } = content;
  switch (code) {
    case METHODS.get:
    case METHODS.delete:
      found.push(coapDeviation('payload-undefined', `Payload in a ${describeCode(code)}`, payloadOffset));
      return;
    case '2.03':
      found.push(coapDeviation('valid-with-payload', 'Payload in a 2.03 Valid', payloadOffset));
      return;
    case '2.31':
      found.push(coapDeviation('continue-with-payload', 'Payload in a 2.31 Continue', payloadOffset));
      return;
  }
  if (kind === 'signal' || (kind === 'responses' && isError(code) && isDiagnostic(content))) {
    checkDiagnostic(payload, kind === 'signal' ? 'RFC 8323 §5.1' : undefined, payloadOffset, found);
  }
}

/** A payload without format, whole and readable, is for people (RFC 7252 §5.5.2). */
function isDiagnostic({ options }: PlacedContent['content']): boolean {
  return !options.some(({ number }) => NOT_DIAGNOSTIC.has(number));
}

function checkDiagnostic(
  payload: Uint8Array,
  clause: string | undefined,
  offset: number,
  found: Deviation[],
): void {
  if (isAscii(payload) || isUtf8(payload)) return;
  found.push(coapDeviation('diagnostic-utf8', 'Diagnostic payload is not UTF-8', offset, clause));
}
