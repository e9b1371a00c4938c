import type { Code } from '../coap/message/message.ts';
import {
  type AttributesReason,
  type AttributesRequest,
  judgeAttributes,
} from '../lwm2m/attributes/judge-attributes.ts';
import { code, type MessageSubject } from './expect-message.ts';
import type { Expectation } from './expectation.ts';

/** Refused because of where they are written, which TS 1.0 §8.2.5 has a second code for. */
const OF_THE_PLACE: readonly AttributesReason['rule'][] = ['attribute-level', 'attribute-type'];

/** What the oracle allows as the answer to a Write-Attributes (docs/write-attributes.md). */
export function answersAttributes(request: AttributesRequest): Expectation<MessageSubject> {
  const { outcome, reasons } = judgeAttributes(request);
  const accepted: readonly Code[] = outcome === 'refused' ? [] : ['2.04'];
  const refused: readonly Code[] = outcome === 'legal' ? [] : ['4.00'];
  const placed: readonly Code[] = reasons.some(({ rule }) => OF_THE_PLACE.includes(rule)) ? ['4.05'] : [];
  const [first = '2.04', ...others] = [...accepted, ...refused, ...placed];
  const { expected, judge } = code(first, ...others);
  const why = reasons.map(({ rule, message }) => `${rule}: ${message}`).join('; ');
  return { expected: why === '' ? expected : `${expected} (${why})`, judge };
}
