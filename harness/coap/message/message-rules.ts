import { describeCode, isEmpty, isRequest, isReservedClass } from './codes.ts';
import type { Deviation } from './deviation.ts';
import type { CoapMessage } from './message.ts';

const CODE_OFFSET = 1;
const TOKEN_OFFSET = 4;

/** Where the parts of variable place start in the datagram. */
interface Offsets {
  readonly options: number;
  readonly payload: number;
}

/** What is wrong between the fields of one message: reserved codes, and what each type may carry. */
export function messageDeviations(message: CoapMessage, at: Offsets): readonly Deviation[] {
  return [...codeDeviations(message), ...emptyDeviations(message, at), ...typeDeviations(message)];
}

function codeDeviations({ code }: CoapMessage): Deviation[] {
  if (!isReservedClass(code)) return [];
  return [
    {
      code: 'coap.code-class',
      message: `Code ${code} is of a reserved class`,
      offset: CODE_OFFSET,
      clause: 'RFC 7252 §3',
      level: 'must',
    },
  ];
}

function emptyDeviations({ code, token, options, payload }: CoapMessage, at: Offsets): Deviation[] {
  if (!isEmpty(code)) return [];
  const clause = 'RFC 7252 §4.1';
  const deviations: Deviation[] = [];
  if (token.length > 0) {
    const message = `Empty message with a token of ${token.length} bytes`;
    deviations.push({ code: 'coap.empty-with-token', message, offset: TOKEN_OFFSET, clause, level: 'must' });
  }
  if (options.length > 0) {
    const message = `Empty message with ${options.length} options`;
    deviations.push({ code: 'coap.empty-with-options', message, offset: at.options, clause, level: 'must' });
  }
  if (payload.length > 0) {
    const message = `Empty message with a payload of ${payload.length} bytes`;
    deviations.push({ code: 'coap.empty-with-payload', message, offset: at.payload, clause, level: 'must' });
  }
  return deviations;
}

function typeDeviations({ type, code }: CoapMessage): Deviation[] {
  const offset = CODE_OFFSET;
  const carries = describeCode(code);
  if (type === 'RST' && !isEmpty(code)) {
    const message = `Reset carries ${carries} instead of being Empty`;
    return [{ code: 'coap.reset-not-empty', message, offset, clause: 'RFC 7252 §4.2', level: 'must' }];
  }
  if (type === 'ACK' && isRequest(code)) {
    const message = `Acknowledgement carries the request ${carries}`;
    return [{ code: 'coap.ack-with-request', message, offset, clause: 'RFC 7252 §4.2', level: 'must' }];
  }
  if (type === 'NON' && isEmpty(code)) {
    const message = 'Non-confirmable message is Empty';
    return [{ code: 'coap.non-confirmable-empty', message, offset, clause: 'RFC 7252 §4.3', level: 'must' }];
  }
  return [];
}
