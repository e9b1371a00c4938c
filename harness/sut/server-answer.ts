import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { isSuccess } from '../coap/message/codes.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { ShownValues } from '../server/values-in.ts';
import type { ServerAnswer } from './control-contract.ts';

/** What a server tells its user about the outcome of a request; `valuesOf` gives those in the content of a message. */
export function answerOf(
  outcome: Outcome,
  valuesOf: (message: ReceivedMessage) => ShownValues,
): ServerAnswer {
  if (outcome.kind !== 'response') return { code: null };
  const { message } = outcome;
  // Of a body that comes in blocks, the first ones are no answer yet.
  if (message.transfer?.complete === false && isSuccess(message.code)) return { code: null };
  const values = valuesOf(message);
  const isLinks = uintValue(message, OptionNumber.contentFormat) === ContentFormat.linkFormat;
  return {
    code: message.code,
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(isLinks ? { links: Buffer.from(message.payload).toString('utf8') } : {}),
  };
}
