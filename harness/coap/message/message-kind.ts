import { byteToCode, isEmpty } from './codes.ts';
import type { Code } from './message.ts';
import { COAP_OPTIONS, type OptionSpace } from './option-registry.ts';

/** What the code makes of a message. `reserved` are classes 1, 3 and 6, which no transport gives a meaning. */
export type MessageKind = 'empty' | 'requests' | 'responses' | 'signal' | 'reserved';

/** RFC 7252 §3, RFC 8323 §5.1. */
function kindOf(code: Code): MessageKind {
  switch (code.charAt(0)) {
    case '0':
      return isEmpty(code) ? 'empty' : 'requests';
    case '2':
    case '4':
    case '5':
      return 'responses';
    case '7':
      return 'signal';
    default:
      return 'reserved';
  }
}

/** By which definitions, and as options of which kind of message, options are judged. */
export interface OptionJudgement {
  readonly kind: MessageKind;
  readonly space: OptionSpace;
}

const JUDGEMENTS: readonly OptionJudgement[] = Array.from({ length: 256 }, (_, byte) => ({
  kind: kindOf(byteToCode(byte)),
  space: COAP_OPTIONS,
}));

/** For a datagram with this code byte, 0–255. */
export function judgementOf(codeByte: number): OptionJudgement {
  return JUDGEMENTS[codeByte] ?? { kind: 'reserved', space: COAP_OPTIONS };
}
